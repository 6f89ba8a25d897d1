// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiOutput.h"

#include "core/devices/RtMidiPorts.h"

#include <RtMidi.h>

#include <algorithm>
#include <array>

namespace continuo {

struct RtMidiOutput::Port {
    std::unique_ptr<RtMidiOut> output;
    std::string name;
    bool isBroken = false;

    static void noteError(RtMidiError::Type type, const std::string&, void* self)
    {
        if (type != RtMidiError::WARNING && type != RtMidiError::DEBUG_WARNING)
            static_cast<Port*>(self)->isBroken = true;
    }
};

Result<std::unique_ptr<RtMidiOutput>> RtMidiOutput::open(const std::string& name)
{
    const std::vector<RtMidiPort> ports = findMidiTargets();
    const auto found = std::find_if(ports.begin(), ports.end(), [&](const RtMidiPort& port) { return port.name == name; });
    if (found == ports.end())
        return Error{ErrorCode::Unavailable, "There is no MIDI output \"" + name + "\"."};
    auto port = std::make_unique<Port>();
    port->name = name;
    const Error failure{ErrorCode::Unavailable, "The MIDI output \"" + name + "\" does not open."};
    try {
        port->output = std::make_unique<RtMidiOut>(static_cast<RtMidi::Api>(found->system), "Continuo");
        port->output->setErrorCallback(&Port::noteError, port.get());
        port->output->openPort(found->number, "Instrument");
    } catch (const RtMidiError&) {
        return failure;
    }
    if (!port->output->isPortOpen() || port->isBroken)
        return failure;
    return std::unique_ptr<RtMidiOutput>(new RtMidiOutput(std::move(port)));
}

RtMidiOutput::RtMidiOutput(std::unique_ptr<Port> port) : port_(std::move(port)) {}

RtMidiOutput::~RtMidiOutput() = default;

std::string RtMidiOutput::name() const
{
    return port_->name;
}

Result<void> RtMidiOutput::send(MidiMessage message)
{
    const bool isShort = message.kind() == MidiMessage::Program || message.kind() == MidiMessage::ChannelPressure;
    const std::array<unsigned char, 3> bytes{message.status, message.data1, message.data2};
    port_->output->sendMessage(bytes.data(), isShort ? 2 : 3);
    if (port_->isBroken)
        return Error{ErrorCode::Unavailable, "The MIDI output \"" + port_->name + "\" is gone."};
    return {};
}

std::vector<std::string> listMidiOutputs()
{
    std::vector<std::string> names;
    for (RtMidiPort& port : findMidiTargets())
        names.push_back(std::move(port.name));
    return names;
}

} // namespace continuo
