// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <span>

namespace continuo {

/// How far the phrases of new music in `spans` leave those of the music around it, 0 not at all .. 1. Phrases show where bars
/// that lie a period of two, four or eight bars apart are more alike than other bars are, in how many notes begin and in how
/// long a bar rests after its last one: a line that breathes every four bars. For each of `parts` the period that shows most
/// in the bars of `around` outside `spans` counts, and by how much less it shows between them and the new bars. The mean over
/// the parts with notes on both sides; a part without a period has nothing to leave.
double phraseDeparture(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around);

} // namespace continuo
