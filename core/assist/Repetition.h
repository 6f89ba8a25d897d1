// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <optional>
#include <span>

namespace continuo {

/// The share, 0..1, of a part's bars in `spans` whose notes begin just as those of an earlier bar there did: the pattern of a
/// sequencer comes back exactly, a hand's hardly ever does. Bars without notes do not count, nor does the first one; 0 with
/// fewer than three after it.
double repeatedBars(const Score& score, int part, Range<int> spans);

/// The share, 0..1, of a part's bars with notes in `spans` whose notes begin just as those of a bar in `before` did; 0 without
/// such bars.
double barsFrom(const Score& score, int part, Range<int> before, Range<int> spans);

/// The mean of that over the melodies among `parts`: nobody needs to ask for a tune that is there. Nothing without melodies.
std::optional<double> oldTuneShare(const Score& score, std::span<const int> parts, Range<int> before, Range<int> spans);

} // namespace continuo
