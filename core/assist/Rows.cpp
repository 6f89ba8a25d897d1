// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Rows.h"

#include <algorithm>

namespace continuo {

int durationClass(int steps)
{
    const auto above = std::lower_bound(kDurationSteps.begin(), kDurationSteps.end(), steps);
    if (above == kDurationSteps.begin())
        return 0;
    if (above == kDurationSteps.end())
        return kDurationClasses - 1;
    const auto below = std::prev(above);
    const auto nearest = steps - *below <= *above - steps ? below : above;
    return static_cast<int>(nearest - kDurationSteps.begin());
}

} // namespace continuo
