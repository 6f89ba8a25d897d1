// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

namespace continuo {

/// How many notes of a crowded song begin in a quarter.
inline constexpr int kCrowdedNotesPerQuarter = 100;

/// A song of that many notes for eight parts, each one clip as a MIDI file gives it: runs and chords from a 32nd to a
/// half note, about a hundred keys down at any time, velocities 40..110. The same every time.
Song crowdedSong(int notes);

} // namespace continuo
