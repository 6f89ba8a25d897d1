// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/ExternalInstruments.h"

#include <algorithm>
#include <system_error>

namespace continuo {

namespace {

constexpr std::chrono::seconds kLookAgain{5};
constexpr std::chrono::milliseconds kNap{1}; ///< while nothing waits

} // namespace

ExternalInstruments::~ExternalInstruments()
{
    sender_ = {};
    for (Slot& slot : slots_)
        for (int channel = 0; slot.output && channel < 16; ++channel)
            static_cast<void>(slot.output->send(midiMessage(MidiMessage::Controller, channel, controller::kAllNotesOff)));
}

int ExternalInstruments::numberOf(const std::string& name)
{
    const std::lock_guard lock(slotsMutex_);
    const auto end = slots_.begin() + count_;
    if (const auto found = std::find_if(slots_.begin(), end, [&](const Slot& slot) { return slot.name == name; }); found != end)
        return static_cast<int>(found - slots_.begin());
    const auto missing = missing_.find(name);
    if (count_ == kMost || (missing != missing_.end() && Clock::now() - missing->second < kLookAgain))
        return kNone;
    auto output = RtMidiOutput::open(name);
    if (!output) {
        missing_[name] = Clock::now();
        return kNone;
    }
    try {
        if (!sender_.joinable())
            sender_ = std::jthread([this](const std::stop_token& stopped) { run(stopped); });
    } catch (const std::system_error&) {
        return kNone; // no more threads
    }
    slots_[static_cast<std::size_t>(count_)] = {name, *std::move(output)};
    return count_++;
}

void ExternalInstruments::send(int instrument, MidiMessage message, Clock::time_point when) noexcept
{
    waiting_.push({when, message, instrument});
}

void ExternalInstruments::run(const std::stop_token& stopped)
{
    Clock::time_point looked = Clock::now();
    while (!stopped.stop_requested()) {
        const auto next = waiting_.peek();
        const Clock::time_point now = Clock::now();
        if (next && next->when <= now) {
            deliver(*waiting_.pop());
        } else {
            if (now - looked > kLookAgain) {
                reopen();
                looked = now;
            }
            std::this_thread::sleep_until(next ? std::min(next->when, now + kNap) : now + kNap);
        }
    }
}

void ExternalInstruments::deliver(const Timed& timed)
{
    const std::lock_guard lock(slotsMutex_);
    Slot& slot = slots_[static_cast<std::size_t>(timed.instrument)];
    if (slot.output && !slot.output->send(timed.message))
        slot.output.reset();
}

void ExternalInstruments::reopen()
{
    const std::lock_guard lock(slotsMutex_);
    for (Slot& slot : slots_)
        if (!slot.name.empty() && !slot.output)
            if (auto output = RtMidiOutput::open(slot.name))
                slot.output = *std::move(output);
}

} // namespace continuo
