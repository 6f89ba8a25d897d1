// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiTime.h"

#include <numeric>

namespace continuo {

namespace {

int framesPerSecond(std::uint16_t division)
{
    return 256 - (division >> 8);
}

} // namespace

MidiTime::MidiTime(std::uint16_t division) : ticks_(kTicksPerQuarter.value), per_(division)
{
    if (isSmpte(division)) {
        constexpr std::int64_t kQuartersPerSecond = 2;
        const int frames = framesPerSecond(division);
        ticks_ = kTicksPerQuarter.value * kQuartersPerSecond;
        per_ = frames * (division & 0xffu);
        if (frames == 29) { // drop frame: 30,000 frames in 1,001 seconds
            ticks_ *= 1001;
            per_ = 30'000 * static_cast<std::int64_t>(division & 0xffu);
        }
    }
    const std::int64_t common = std::gcd(ticks_, per_);
    ticks_ /= common;
    per_ /= common;
}

bool MidiTime::isValid(std::uint16_t division)
{
    return isSmpte(division) ? (division & 0xffu) != 0 : division != 0;
}

bool MidiTime::isUsualFrameRate(std::uint16_t division)
{
    const int frames = framesPerSecond(division);
    return frames == 24 || frames == 25 || frames == 29 || frames == 30;
}

} // namespace continuo
