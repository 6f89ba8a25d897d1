// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiFlaws.h"
#include "core/io/MidiTime.h"
#include "core/song/Note.h"
#include "core/song/TrackEvent.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace continuo {

/// What one track chunk holds.
struct MidiTrackContent {
    std::array<std::vector<Note>, 16> notes; ///< by channel; in song time, sorted by comesBefore, without ids
    std::vector<TrackEvent> events;          ///< everything else but the end mark, in file order
    Tick end;                                ///< of the end mark, or of the last event when there is none
    std::size_t bytesRead = 0;               ///< up to the end mark or where reading stopped
};

/// Reads the events of one track chunk, without its 8 bytes of header, in one pass.
MidiTrackContent readMidiTrack(std::string_view bytes, const MidiTime& time, MidiFlaws& flaws);

} // namespace continuo
