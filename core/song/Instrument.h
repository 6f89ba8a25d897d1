// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Track.h"

#include <string>

namespace continuo {

/// The meta event in which MIDI files name the device that plays a track.
inline constexpr std::uint8_t kDeviceMeta = 0x09;

/// The MIDI output that plays the track, by name; empty: the synth does.
std::string instrumentOf(const Track& track);

} // namespace continuo
