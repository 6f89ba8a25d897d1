// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/MidiMessage.h"

#include <chrono>

namespace continuo {

/// What was played on a keyboard, and where the song was then.
struct PlayedMessage {
    MidiMessage message;
    std::chrono::steady_clock::time_point arrived;
    /// The place in the song that was heard when it arrived, in seconds from the song's start at speed 1; while beats
    /// are counted in, before the place where playing will begin.
    double seconds = 0;
    int round = 0;          ///< how often the loop had been gone round since playing began
    bool isPlaying = false; ///< false: `seconds` is where the playhead stood
};

} // namespace continuo
