// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace continuo {

/// The largest magnitude of the samples; 0 for none, and what is no number does not count. Any thread, audio included.
inline float peakOf(std::span<const float> samples) noexcept
{
    float peak = 0;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(sample));
    return peak;
}

} // namespace continuo
