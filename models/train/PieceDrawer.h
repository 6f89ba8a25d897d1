// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "models/train/Material.h"

#include <vector>

namespace continuo {

/// Draws pieces: a corpus with a chance that grows as the square root of its size in rows, so that folk tunes do not
/// drown chorales; then a piece by its rows. Pieces of one family count together as one of them. There is at least one
/// piece, and the pieces outlive the drawer.
class PieceDrawer {
public:
    explicit PieceDrawer(const Pieces& pieces);

    const StudyPiece& draw(Random& random) const;

private:
    struct Shelf {
        double weightUpTo = 0;                  ///< of the corpora up to and with this one
        std::vector<std::size_t> pieces;
        std::vector<double> rowsUpTo;
    };
    const std::vector<StudyPiece>& pieces_;
    std::vector<Shelf> shelves_;                ///< one a corpus
};

} // namespace continuo
