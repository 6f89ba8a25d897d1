// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/MidiMessage.h"

#include <chrono>
#include <string>

namespace continuo {

/// Instruments outside the program, each under a number that stays its own for as long as the bus lives.
class InstrumentBus {
public:
    static constexpr int kNone = -1;

    virtual ~InstrumentBus() = default;

    // --- UI thread ---
    /// The number of the instrument with that name; kNone when there has been none of that name.
    virtual int numberOf(const std::string& name) = 0;

    // --- audio thread: noexcept, no allocation, no lock ---
    /// Has it hear the message at that time. Times of one call after the other do not go back.
    virtual void send(int instrument, MidiMessage message, std::chrono::steady_clock::time_point when) noexcept = 0;
};

} // namespace continuo
