// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/devices/RtMidiPorts.h"
#include "core/playback/Devices.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// Names of the MIDI inputs there are. Empty without any, and without a MIDI system.
std::vector<std::string> listMidiInputs(MidiSystems systems = MidiSystems::All);

/// A MidiInput over RtMidi.
class RtMidiInput final : public MidiInput {
public:
    /// Fails with ErrorCode::Unavailable, naming the port, when it is not there or does not open.
    static Result<std::unique_ptr<RtMidiInput>> open(const std::string& name, MidiSystems systems = MidiSystems::All);
    /// A port of our own that other programs can play to. Fails with ErrorCode::Unavailable where the system has none.
    static Result<std::unique_ptr<RtMidiInput>> openVirtual(const std::string& name,
                                                            MidiSystems systems = MidiSystems::All);
    ~RtMidiInput() override;

    std::string name() const override;
    void start(MidiListener& listener) override;
    void stop() override;

private:
    struct Port;
    explicit RtMidiInput(std::unique_ptr<Port> port);

    std::unique_ptr<Port> port_;
};

} // namespace continuo
