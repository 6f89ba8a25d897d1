// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Devices.h"

namespace continuo {

void Synth::tell(MidiMessage message) noexcept
{
    const int channel = message.channel();
    switch (message.kind()) {
    case MidiMessage::NoteOn:
        if (message.data2 > 0)
            noteOn(channel, message.data1, message.data2);
        else
            noteOff(channel, message.data1);
        break;
    case MidiMessage::NoteOff: noteOff(channel, message.data1); break;
    case MidiMessage::KeyPressure: keyPressure(channel, message.data1, message.data2); break;
    case MidiMessage::Controller: controller(channel, message.data1, message.data2); break;
    case MidiMessage::Program: program(channel, message.data1); break;
    case MidiMessage::ChannelPressure: channelPressure(channel, message.data1); break;
    case MidiMessage::PitchBend: pitchBend(channel, message.bend()); break;
    case MidiMessage::System: break; // has no channel; see systemExclusive
    }
}

} // namespace continuo
