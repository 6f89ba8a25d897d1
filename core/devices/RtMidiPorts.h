// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace continuo {

/// A port of one of the MIDI systems of RtMidi. Part of RtMidiInput and RtMidiOutput.
struct RtMidiPort {
    int system = 0;          ///< RtMidi's number of it
    unsigned int number = 0; ///< among the ports of the system
    std::string name;
};

/// Where to look for ports: JACK's are left out when an output hears them itself.
enum class MidiSystems { All, AllButJack };

/// Whether one of RtMidi's systems is to be asked: not one that is left out, nor a JACK server that is not there or hangs.
bool mayAskMidi(int system, MidiSystems systems);

/// Every port that plays to us, of every system that answers.
std::vector<RtMidiPort> findMidiSources(MidiSystems systems = MidiSystems::All);
/// Every port that we can play to.
std::vector<RtMidiPort> findMidiTargets();

} // namespace continuo
