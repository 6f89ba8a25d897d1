// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/base/Random.h"

#include <optional>
#include <vector>

namespace continuo {

/// A place of a piece that resembles another one: a repeat with changes, a verse, a second ending.
struct Likeness {
    std::vector<SourceCell> source;  ///< its notes, in the cells of the target
    double resemblance = 0;          ///< Closeness.h, of the target and it
};

/// Looks for a place of the piece that resembles the prompt's target and is not the same: a resemblance of 0.2 to below 1
/// over cells of the same lengths, at one of some usual distances. Each place found has the same chance. None when there
/// is no such place.
std::optional<Likeness> drawLikeness(const Prompt& prompt, const Score& score, Random& random);

} // namespace continuo
