// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/ChannelState.h"

namespace continuo {

namespace {

/// Reset All Controllers, MIDI recommended practice RP-015: volume, pan, banks, sounds and effects stay.
void resetControllers(ChannelState& state) noexcept
{
    using namespace controller;
    for (const int number : {kModulation, kExpression, kSustain, kSustain + 1, kSostenuto, kSostenuto + 1})
        if (state.controllers[static_cast<std::size_t>(number)] != ChannelState::kUnset)
            state.controllers[static_cast<std::size_t>(number)] =
                static_cast<std::int8_t>(ChannelState::defaultValue(number));
    state.bend = 8192;
    state.pressure = 0;
    state.rpnMsb = state.rpnLsb = 127;
}

void applyController(ChannelState& state, int number, std::int8_t value) noexcept
{
    using namespace controller;
    const bool hasParameter = state.rpnMsb == 0 && state.rpnLsb >= 0
                              && static_cast<std::size_t>(state.rpnLsb) < ChannelState::kParameters;
    switch (number) {
    case kRpnMsb: state.rpnMsb = value; break;
    case kRpnLsb: state.rpnLsb = value; break;
    case kNrpnMsb:
    case kNrpnLsb: state.rpnMsb = state.rpnLsb = 127; break;
    case kDataMsb:
        if (hasParameter)
            state.parameters[static_cast<std::size_t>(state.rpnLsb)].msb = value;
        break;
    case kDataLsb:
        if (hasParameter)
            state.parameters[static_cast<std::size_t>(state.rpnLsb)].lsb = value;
        break;
    case kResetAll: resetControllers(state); break;
    default:
        if (ChannelState::isStored(number))
            state.controllers[static_cast<std::size_t>(number)] = value;
    }
}

} // namespace

bool ChannelState::isStored(int number) noexcept
{
    using namespace controller;
    constexpr int kDataIncrement = 96;
    return number != kDataMsb && number != kDataLsb && number != kPortamentoFrom && (number < kDataIncrement || number > kRpnMsb)
           && number < kAllSoundOff;
}

int ChannelState::defaultValue(int number) noexcept
{
    using namespace controller;
    switch (number) {
    case kVolume: return 100;
    case kBalance:
    case kPan: return 64;
    case kExpression:
    case kExpression + 32: return 127;
    default: return number >= kSoundFirst && number <= kSoundLast ? 64 : 0;
    }
}

ChannelState::Parameter ChannelState::defaultParameter(std::size_t parameter) noexcept
{
    constexpr std::array<Parameter, kParameters> kDefaults{{{2, 0}, {64, 0}, {64, 0}}};
    return kDefaults[parameter];
}

void ChannelState::apply(MidiMessage message) noexcept
{
    switch (message.kind()) {
    case MidiMessage::Controller:
        applyController(*this, message.data1, static_cast<std::int8_t>(message.data2));
        break;
    case MidiMessage::Program: program = static_cast<std::int8_t>(message.data1); break;
    case MidiMessage::ChannelPressure: pressure = static_cast<std::int8_t>(message.data1); break;
    case MidiMessage::PitchBend: bend = static_cast<std::int16_t>(message.bend()); break;
    case MidiMessage::NoteOff:
    case MidiMessage::NoteOn:
    case MidiMessage::KeyPressure:
    case MidiMessage::System: break;
    }
}

void PlaybackState::apply(MidiMessage message) noexcept
{
    const auto channel = static_cast<std::size_t>(message.channel());
    if (message.kind() == MidiMessage::NoteOn)
        keys[channel].set(message.data1);
    else if (message.kind() == MidiMessage::NoteOff)
        keys[channel].reset(message.data1);
    else
        channels[channel].apply(message);
}

} // namespace continuo
