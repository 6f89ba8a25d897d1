// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/devices/JackArrivals.h"
#include "core/devices/RtMidiInput.h"
#include "core/playback/Devices.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace continuo {

/// Every MIDI keyboard there is, as one input, and where the system has such a thing a port of our own besides, that
/// other programs can play to. One that is plugged in is heard within two seconds, and again when it comes back.
class MidiKeyboards final : public MidiInput, private MidiListener {
public:
    /// The name of our own port.
    static constexpr const char* kOwnPort = "Keys";

    explicit MidiKeyboards(MidiSystems systems = MidiSystems::All) : systems_(systems) {}
    ~MidiKeyboards() override;

    std::string name() const override { return "All keyboards"; }
    /// Begins to look for keyboards, on a thread of its own.
    void start(MidiListener& listener) override;
    void stop() override;
    /// The names of those that are heard now, our own port not among them.
    std::vector<std::string> keyboards() const;

private:
    /// The keyboards' threads: taken in turn, because the listener has one place for one thread.
    void midiArrived(MidiMessage message) noexcept override;
    void watch(const std::stop_token& stopped);
    void look();

    MidiSystems systems_;
    JackArrivals arrivals_;            ///< the watcher's
    mutable std::mutex portsMutex_;
    std::vector<std::unique_ptr<MidiInput>> ports_;
    std::unique_ptr<MidiInput> ownPort_;
    std::mutex listenerMutex_;         ///< held for one call of the listener, which does not wait
    MidiListener* listener_ = nullptr;
    std::mutex sleepMutex_;
    std::condition_variable_any sleep_;
    std::jthread watcher_;
};

} // namespace continuo
