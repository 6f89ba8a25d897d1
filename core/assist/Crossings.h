// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"

#include <vector>

namespace continuo {

/// How much of the time two neighbours of these lines (parts, from high to low) sound in the wrong order, 0..1; 0 when no
/// two sound together. Notes count that start in the spans. Choirs cross now and then; a draft that does so for long
/// is a poor one.
double crossingShare(const Score& score, const std::vector<int>& lines, Range<int> spans);

} // namespace continuo
