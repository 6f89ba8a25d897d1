// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiTime.h"
#include "core/song/Song.h"

namespace continuo {

/// Whether both songs begin and end the same notes (channel, pitch, velocities) at the same file times. Which end
/// belongs to which beginning is left open, because a MIDI file does not say it for notes of one pitch that overlap.
/// Never true when a note lies beyond kLongestMidiTime.
/// Compares sums of hashes: linear time, and wrong with a chance of about one in 10^19.
bool haveSameNotes(const Song& a, const Song& b, const MidiTime& time);

} // namespace continuo
