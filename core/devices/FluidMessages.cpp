// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidMessages.h"

#include <fluidsynth.h>

namespace continuo {

void tell(fluid_synth_t* synth, MidiMessage message) noexcept
{
    const int channel = message.channel();
    switch (message.kind()) {
    case MidiMessage::NoteOff: fluid_synth_noteoff(synth, channel, message.data1); break;
    case MidiMessage::NoteOn: fluid_synth_noteon(synth, channel, message.data1, message.data2); break;
    case MidiMessage::KeyPressure: fluid_synth_key_pressure(synth, channel, message.data1, message.data2); break;
    case MidiMessage::Controller: fluid_synth_cc(synth, channel, message.data1, message.data2); break;
    case MidiMessage::Program: fluid_synth_program_change(synth, channel, message.data1); break;
    case MidiMessage::ChannelPressure: fluid_synth_channel_pressure(synth, channel, message.data1); break;
    case MidiMessage::PitchBend: fluid_synth_pitch_bend(synth, channel, message.bend()); break;
    case MidiMessage::System: break;
    }
}

} // namespace continuo
