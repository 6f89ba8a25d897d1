// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <span>

namespace continuo {

/// How far new music leaves the texture of the music around it, 0 not at all .. 1. A bar of a part has a texture: how often
/// notes begin, how long they are, how many begin together and how high they lie (for drums only how often and how many).
/// Each bar of `parts` in `spans` is compared with the bar of its part in `around`, outside `spans`, that is nearest to it:
/// music may go back to any texture that it had. The mean over bars with notes; 0 where no part has notes on both sides.
double textureDeparture(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around);

} // namespace continuo
