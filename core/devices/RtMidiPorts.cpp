// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiPorts.h"

#include "core/devices/JackClient.h"

#include <RtMidi.h>

#include <memory>

namespace continuo {

namespace {

/// With a callback the library neither throws nor writes to standard error once a client is made.
void ignoreError(RtMidiError::Type, const std::string&, void*) {}

template <typename Client>
std::vector<RtMidiPort> findPorts(MidiSystems systems)
{
    std::vector<RtMidiPort> ports;
    std::vector<RtMidi::Api> builtIn;
    RtMidi::getCompiledApi(builtIn);
    for (const RtMidi::Api system : builtIn) {
        if (!mayAskMidi(system, systems))
            continue;
        try {
            Client client(system, "Continuo");
            client.setErrorCallback(ignoreError);
            for (unsigned int number = 0; number < client.getPortCount(); ++number)
                if (std::string name = client.getPortName(number); !name.empty())
                    ports.push_back({system, number, std::move(name)});
        } catch (const RtMidiError&) {
            continue; // a system that is not running has no ports
        }
    }
    return ports;
}

} // namespace

bool mayAskMidi(int system, MidiSystems systems)
{
    return system != RtMidi::UNIX_JACK || (systems == MidiSystems::All && mayAskJack());
}

std::vector<RtMidiPort> findMidiSources(MidiSystems systems)
{
    return findPorts<RtMidiIn>(systems);
}

std::vector<RtMidiPort> findMidiTargets()
{
    return findPorts<RtMidiOut>(MidiSystems::All);
}

} // namespace continuo
