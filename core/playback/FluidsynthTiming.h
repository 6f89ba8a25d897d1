// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/PlaybackPlan.h"

#include <memory>

namespace continuo {

/// The plan with every event on the frame on which the `fluidsynth` program (2.3) lets it sound when it plays the file.
///
/// That program looks at its clock once in a block of 64 frames. The clock counts whole milliseconds since the last
/// tempo, whose beginning is itself such a look, and is rounded to the file's own ticks; what is due then is heard from
/// the next block on, track by track. So everything is up to some milliseconds late, and tempo changes add up.
///
/// The file is the one that writeMidi makes of the song. One in SMPTE time is played as it is.
std::unique_ptr<const PlaybackPlan> withFluidsynthTiming(std::unique_ptr<const PlaybackPlan> plan, const Song& song, int sampleRate);

} // namespace continuo
