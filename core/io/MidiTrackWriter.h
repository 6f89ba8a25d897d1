// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiTime.h"
#include "core/song/Note.h"
#include "core/song/TrackEvent.h"

#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// A note in file time.
struct MidiNote {
    std::int64_t on = 0;
    std::int64_t off = 0;            ///< not before on
    std::uint8_t channel = 0;
    std::uint8_t pitch = 60;
    std::uint8_t velocity = 80;
    std::uint8_t releaseVelocity = 64;
};

/// A note of a clip that starts at `clipStart`. One tick that the division cannot hold is what a note without length
/// was read as, and becomes that again.
MidiNote inFileTime(const Note& note, Tick clipStart, int channel, const MidiTime& time);

/// Any other event in file time. The event must outlive the writing.
struct MidiEvent {
    std::int64_t at = 0;
    const TrackEvent* event = nullptr;
};

/// Appends a track chunk to the file. Notes must be sorted by on, events by at. The end mark comes at `end`, or with
/// the last event when that is later. At one time notes end, then come the events, then notes without length, then
/// notes begin; so every reader that ends the oldest note of a pitch first pairs them alike.
void appendMidiTrack(std::string& file, const std::vector<MidiNote>& notes, const std::vector<MidiEvent>& events,
                     std::int64_t end);

} // namespace continuo
