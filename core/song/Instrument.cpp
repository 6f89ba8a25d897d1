// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Instrument.h"

#include <algorithm>

namespace continuo {

std::string instrumentOf(const Track& track)
{
    const auto found = std::find_if(track.events.begin(), track.events.end(),
                                    [](const TrackEvent& event) { return event.isMeta(kDeviceMeta); });
    return found == track.events.end() ? std::string() : found->payload;
}

} // namespace continuo
