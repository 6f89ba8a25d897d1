// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace continuo {

/// Turns samples of -1..1 into whole numbers. Values beyond full scale are cut off there and counted.
class SampleRounding {
public:
    /// 16 bit, with triangular noise of one step either way (Lipshitz, Wannamaker, Vanderkooy 1992). Where the sound is
    /// exactly 0 for a whole call there is no noise. Returns how many samples were cut off. Both of one length.
    std::int64_t to16(std::span<const float> samples, std::span<short> rounded);
    /// 24 bit in the upper three bytes of each number.
    std::int64_t to24(std::span<const float> samples, std::span<int> rounded);

private:
    std::uint64_t noise_ = 0x9E3779B97F4A7C15u; ///< a linear congruence; its upper half is used
};

} // namespace continuo
