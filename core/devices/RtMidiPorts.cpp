// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiPorts.h"

#include <RtMidi.h>

#include <memory>

namespace continuo {

namespace {

/// With a callback the library neither throws nor writes to standard error once a client is made.
void ignoreError(RtMidiError::Type, const std::string&, void*) {}

template <typename Client>
std::vector<RtMidiPort> findPorts()
{
    std::vector<RtMidiPort> ports;
    std::vector<RtMidi::Api> systems;
    RtMidi::getCompiledApi(systems);
    for (const RtMidi::Api system : systems) {
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

std::vector<RtMidiPort> findMidiSources()
{
    return findPorts<RtMidiIn>();
}

std::vector<RtMidiPort> findMidiTargets()
{
    return findPorts<RtMidiOut>();
}

} // namespace continuo
