// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"

#include <span>
#include <vector>

namespace continuo {

/// Which pieces are versions of one another, in whatever key or tempo: editions, copies, variants of a tune. For each
/// piece the number of its family, which is the index of the family's first piece.
///
/// Two pieces are versions when they share at least half of the patterns of the one that has fewer. A pattern is sixteen
/// notes in a row of a part's top line, told by intervals and ratios of distances in time; those of fewer than four
/// different moves (scales, repeated notes) do not count, nor do those in more than fifty pieces. A piece of fewer than
/// eight patterns is its own family. Drums are left out.
std::vector<int> familiesOf(std::span<const Score* const> pieces);

} // namespace continuo
