// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/devices/RtMidiOutput.h"
#include "core/playback/InstrumentBus.h"
#include "core/playback/SpscQueue.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace continuo {

/// MIDI outputs as instruments: a thread of its own sends each message when its time has come. An output that goes is
/// opened again under its name once it is back; what it was to hear meanwhile is lost.
class ExternalInstruments final : public InstrumentBus {
public:
    static constexpr int kMost = 16;

    ExternalInstruments() = default;
    ~ExternalInstruments() override;

    // --- UI thread ---
    /// Opens it when it is asked for the first time; one that was not there is looked for again after some seconds.
    int numberOf(const std::string& name) override;

    // --- audio thread ---
    /// Beyond 4,096 that wait they are lost.
    void send(int instrument, MidiMessage message, std::chrono::steady_clock::time_point when) noexcept override;

private:
    using Clock = std::chrono::steady_clock;
    struct Timed {
        Clock::time_point when;
        MidiMessage message;
        int instrument = 0;
    };
    struct Slot {
        std::string name;
        std::unique_ptr<RtMidiOutput> output; ///< null while it is gone
    };

    void run(const std::stop_token& stopped);
    void deliver(const Timed& timed);
    void reopen();

    std::map<std::string, Clock::time_point> missing_; ///< names that there were none of, and when; the UI thread's
    std::mutex slotsMutex_;                            ///< never taken on the audio thread
    std::array<Slot, kMost> slots_;
    int count_ = 0;
    SpscQueue<Timed, 4096> waiting_;
    std::jthread sender_;
};

} // namespace continuo
