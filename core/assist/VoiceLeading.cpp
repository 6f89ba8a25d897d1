// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/VoiceLeading.h"

#include <algorithm>
#include <cstdlib>

namespace continuo {

PitchSet pitchesBeside(const NeighbourLine& line, const std::optional<Sounding>& before, Range<Tick> time)
{
    PitchSet set = allPitches();
    const Sounding* previous = nullptr;
    const Sounding* meeting = nullptr;
    for (const Sounding& other : line.notes) {
        if (other.time.overlaps(time))
            set &= line.isAbove ? pitchesBelow(other.pitch + 1) : pitchesAbove(other.pitch - 1);
        if (other.time.begin < time.begin)
            previous = &other;
        else if (other.time.begin == time.begin && !other.isOld)
            meeting = &other;
    }
    if (!before || !previous || !meeting || previous->pitch == meeting->pitch)
        return set;
    const int interval = std::abs(before->pitch - previous->pitch) % 12;
    if (interval != 0 && interval != 7)
        return set;
    const PitchSet sameWay = meeting->pitch > previous->pitch ? pitchesAbove(before->pitch) : pitchesBelow(before->pitch);
    for (int pitch = 0; pitch < kPitchClassesOut; ++pitch)
        if (std::abs(pitch - meeting->pitch) % 12 == interval && sameWay[static_cast<std::size_t>(pitch)])
            set.reset(static_cast<std::size_t>(pitch));
    return set;
}

} // namespace continuo
