// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/playback/MidiMessage.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// Names of the MIDI outputs there are: instruments and other programs. Empty without any, and without a MIDI system.
std::vector<std::string> listMidiOutputs();

/// Sends channel messages to an instrument or another program through RtMidi. Used by one thread at a time.
class RtMidiOutput {
public:
    /// Fails with ErrorCode::Unavailable, naming the port, when it is not there or does not open.
    static Result<std::unique_ptr<RtMidiOutput>> open(const std::string& name);
    ~RtMidiOutput();

    std::string name() const;
    /// Fails with ErrorCode::Unavailable when the port is gone.
    Result<void> send(MidiMessage message);

private:
    struct Port;
    explicit RtMidiOutput(std::unique_ptr<Port> port);

    std::unique_ptr<Port> port_;
};

} // namespace continuo
