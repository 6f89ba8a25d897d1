// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiInput.h"

#include <RtMidi.h>

#include <algorithm>

namespace continuo {

namespace {

constexpr const char* kClientName = "Continuo";

/// With a callback the library neither throws nor writes to standard error once an input is made; what failed is seen
/// by asking.
void ignoreError(RtMidiError::Type, const std::string&, void*) {}

std::unique_ptr<RtMidiIn> makeInput(RtMidi::Api api)
{
    auto input = std::make_unique<RtMidiIn>(api, kClientName);
    input->setErrorCallback(ignoreError);
    return input;
}

} // namespace

struct RtMidiInput::Port {
    std::unique_ptr<RtMidiIn> input;
    std::string name;
    MidiListener* listener = nullptr;

    /// RtMidi's thread.
    static void receive(double, std::vector<unsigned char>* bytes, void* self) noexcept
    {
        if (bytes->empty() || bytes->front() < MidiMessage::NoteOff || bytes->front() >= 0xF0)
            return;
        MidiMessage message{bytes->front(), 0, 0};
        if (bytes->size() > 1)
            message.data1 = (*bytes)[1] & 0x7F;
        if (bytes->size() > 2)
            message.data2 = (*bytes)[2] & 0x7F;
        static_cast<Port*>(self)->listener->midiArrived(message);
    }
};

Result<std::unique_ptr<RtMidiInput>> RtMidiInput::open(const std::string& name, MidiSystems systems)
{
    const std::vector<RtMidiPort> ports = findMidiSources(systems);
    const auto found = std::find_if(ports.begin(), ports.end(), [&](const RtMidiPort& port) { return port.name == name; });
    if (found == ports.end())
        return Error{ErrorCode::Unavailable, "There is no MIDI input \"" + name + "\"."};
    auto port = std::make_unique<Port>();
    port->name = name;
    const Error failure{ErrorCode::Unavailable, "The MIDI input \"" + name + "\" does not open."};
    try {
        port->input = makeInput(static_cast<RtMidi::Api>(found->system));
        port->input->openPort(found->number, "Keyboard");
    } catch (const RtMidiError&) {
        return failure;
    }
    if (!port->input->isPortOpen())
        return failure;
    return std::unique_ptr<RtMidiInput>(new RtMidiInput(std::move(port)));
}

Result<std::unique_ptr<RtMidiInput>> RtMidiInput::openVirtual(const std::string& name, MidiSystems systems)
{
    std::vector<RtMidi::Api> builtIn;
    RtMidi::getCompiledApi(builtIn);
    for (const RtMidi::Api system : builtIn) {
        if (!mayAskMidi(system, systems))
            continue;
        if (system != RtMidi::LINUX_ALSA && system != RtMidi::UNIX_JACK && system != RtMidi::MACOSX_CORE)
            continue;
        auto port = std::make_unique<Port>();
        port->name = name;
        try {
            port->input = makeInput(system);
            port->input->openVirtualPort(name);
        } catch (const RtMidiError&) {
            continue; // a system that is not running
        }
        return std::unique_ptr<RtMidiInput>(new RtMidiInput(std::move(port)));
    }
    return Error{ErrorCode::Unavailable, "This system has no MIDI ports for other programs to play to."};
}

RtMidiInput::RtMidiInput(std::unique_ptr<Port> port) : port_(std::move(port)) {}

RtMidiInput::~RtMidiInput()
{
    stop();
}

std::string RtMidiInput::name() const
{
    return port_->name;
}

void RtMidiInput::start(MidiListener& listener)
{
    stop();
    port_->listener = &listener;
    port_->input->setCallback(&Port::receive, port_.get());
}

void RtMidiInput::stop()
{
    if (port_->listener == nullptr)
        return;
    port_->input->cancelCallback();
    port_->listener = nullptr;
}

std::vector<std::string> listMidiInputs(MidiSystems systems)
{
    std::vector<std::string> names;
    for (RtMidiPort& port : findMidiSources(systems))
        names.push_back(std::move(port.name));
    return names;
}

} // namespace continuo
