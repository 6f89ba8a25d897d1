// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"

#include <cstdint>
#include <string>

namespace continuo {

/// Anything of a MIDI track that is not a note, a tempo, a meter or a key: controllers, programs, pitch bend,
/// pressure, text, lyrics, markers, system exclusive, and events that Continuo does not know. Kept as the file had it.
struct TrackEvent {
    Tick at;
    std::uint8_t status = 0;   ///< 0x80..0xEF channel message; 0xF0 or 0xF7 system exclusive; 0xFF meta
    std::uint8_t data1 = 0;    ///< first data byte of a channel message; the type of a meta event
    std::uint8_t data2 = 0;    ///< second data byte of a channel message, 0 where it has one only
    std::string payload;       ///< bytes of a meta or system exclusive event, without its length

    bool isChannelMessage() const { return status >= 0x80 && status < 0xF0; }
    bool isMeta() const { return status == 0xFF; }
    bool isMeta(std::uint8_t type) const { return isMeta() && data1 == type; }
    bool operator==(const TrackEvent&) const = default;
};

namespace meta {
inline constexpr std::uint8_t kText = 0x01, kCopyright = 0x02, kTrackName = 0x03, kInstrument = 0x04, kLyric = 0x05,
                              kMarker = 0x06, kCuePoint = 0x07, kChannelPrefix = 0x20, kEndOfTrack = 0x2F, kTempo = 0x51, kMeter = 0x58,
                              kKey = 0x59, kSequencerSpecific = 0x7F;
}

} // namespace continuo
