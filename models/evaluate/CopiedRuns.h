// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// A melody as steps from note to note: the interval in semitones and how long the first of the two lasts until the
/// second begins, in grid steps. The same melody in another key has the same steps.
using MelodySteps = std::vector<std::int32_t>;

MelodySteps melodySteps(std::span<const HeardNote> line);

/// The melodies that a model learned from.
class KnownMelodies {
public:
    /// The top line of each pitched part of a piece.
    void learn(const Score& score);
    void learn(const MelodySteps& steps);

    /// For each melody, the length in steps of its longest run that occurs in a known one; the order of melodies is
    /// kept. Takes time in proportion to what is known, so ask for many at once.
    std::vector<int> longestRuns(const std::vector<MelodySteps>& melodies) const;

private:
    std::vector<std::int32_t> steps_;   ///< all of them, with a mark that fits nothing between two
};

} // namespace continuo
