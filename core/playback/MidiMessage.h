// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace continuo {

/// A channel message of the MIDI standard, as it goes to a synth and comes from a keyboard.
struct MidiMessage {
    enum Kind : std::uint8_t {
        NoteOff = 0x80,
        NoteOn = 0x90,
        KeyPressure = 0xA0,
        Controller = 0xB0,
        Program = 0xC0,
        ChannelPressure = 0xD0,
        PitchBend = 0xE0,
        System = 0xF0, ///< in a PlaybackPlan only; see PlaybackEvent
    };

    std::uint8_t status = NoteOff; ///< kind and channel
    std::uint8_t data1 = 0;        ///< 0..127
    std::uint8_t data2 = 0;        ///< 0..127; 0 where the kind has one data byte

    constexpr Kind kind() const { return static_cast<Kind>(status & 0xF0); }
    constexpr int channel() const { return status & 0x0F; }
    /// Pitch bend, 0..16383; 8192 is the centre.
    constexpr int bend() const { return data2 << 7 | data1; }
    constexpr bool operator==(const MidiMessage&) const = default;
};

constexpr MidiMessage midiMessage(MidiMessage::Kind kind, int channel, int data1, int data2 = 0)
{
    return {static_cast<std::uint8_t>(kind | (channel & 0x0F)), static_cast<std::uint8_t>(data1 & 0x7F),
            static_cast<std::uint8_t>(data2 & 0x7F)};
}

namespace controller {
inline constexpr int kBankMsb = 0, kModulation = 1, kDataMsb = 6, kVolume = 7, kBalance = 8, kPan = 10,
                     kExpression = 11, kBankLsb = 32, kDataLsb = 38, kSustain = 64, kPortamento = 65,
                     kSostenuto = 66, kLegato = 68, kSoundFirst = 70, kSoundLast = 79, kPortamentoFrom = 84, kNrpnLsb = 98, kNrpnMsb = 99,
                     kRpnLsb = 100, kRpnMsb = 101, kAllSoundOff = 120, kResetAll = 121, kAllNotesOff = 123, kMono = 126,
                     kPoly = 127;
}

} // namespace continuo
