// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <bitset>
#include <span>
#include <vector>

namespace continuo {

/// Pitch classes that sound together, C at index 0.
using PitchClasses = std::bitset<12>;

/// What the parts sound at each step from the start of the first span to the end of the last, drums aside. Notes count
/// that start in the spans.
std::vector<PitchClasses> soundingClasses(const Score& score, std::span<const int> parts, Range<int> spans);

/// How much of the time two harmonies of the same length are the same, 0..1, of the time at which either sounds; 1 when
/// neither ever does.
double harmonyAgreement(std::span<const PitchClasses> one, std::span<const PitchClasses> other);

/// How much of what the parts sound in the spans, 0..1, is of pitch classes that none of them has in `around` before or
/// after the spans. 0 where nothing sounds there, or in the spans.
double foreignToneShare(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around);

} // namespace continuo
