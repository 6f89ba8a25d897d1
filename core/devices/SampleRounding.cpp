// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/SampleRounding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace continuo {

namespace {

constexpr float kFull16 = 32768.0f;
constexpr float kFull24 = 8388608.0f;

} // namespace

std::int64_t SampleRounding::to16(std::span<const float> samples, std::span<short> rounded)
{
    if (std::all_of(samples.begin(), samples.end(), [](float sample) { return sample == 0.0f; })) {
        std::fill(rounded.begin(), rounded.end(), short{0});
        return 0;
    }
    std::int64_t clipped = 0;
    std::uint64_t noise = noise_;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float scaled = samples[i] * kFull16;
        clipped += scaled > kFull16 - 1 || scaled < -kFull16 ? 1 : 0;
        // Two even draws of 16 bits, added: triangular, -1..1 after scaling (Knuth's MMIX multiplier).
        noise = noise * 6364136223846793005u + 1442695040888963407u;
        const auto draws = static_cast<std::uint32_t>(noise >> 32);
        const auto sum = static_cast<int>((draws & 0xFFFFu) + (draws >> 16)) - 0xFFFF;
        const float dithered = scaled + static_cast<float>(sum) / 65536.0f;
        // Moving everything above 0 makes cutting off the fraction rounding.
        const float bounded = std::clamp(dithered, -kFull16, kFull16 - 1);
        rounded[i] = static_cast<short>(static_cast<int>(bounded + kFull16 + 0.5f) - static_cast<int>(kFull16));
    }
    noise_ = noise;
    return clipped;
}

std::int64_t SampleRounding::to24(std::span<const float> samples, std::span<int> rounded)
{
    std::int64_t clipped = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float scaled = samples[i] * kFull24;
        clipped += scaled > kFull24 - 1 || scaled < -kFull24 ? 1 : 0;
        rounded[i] = static_cast<int>(std::lrint(std::clamp(scaled, -kFull24, kFull24 - 1))) * 256;
    }
    return clipped;
}

} // namespace continuo
