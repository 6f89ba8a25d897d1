// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/MidiKeyboards.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace continuo {

namespace {

constexpr std::chrono::seconds kLookEvery{2};

/// Ports that carry what is played back to us, or nothing that is played.
bool isKeyboard(const std::string& name)
{
    constexpr const char* kOthers[] = {"Continuo", "Midi Through", "Announce"};
    return std::none_of(std::begin(kOthers), std::end(kOthers),
                        [&](const char* other) { return name.find(other) != std::string::npos; });
}

} // namespace

MidiKeyboards::~MidiKeyboards()
{
    stop();
}

void MidiKeyboards::start(MidiListener& listener)
{
    stop();
    listener_ = &listener;
    try {
        watcher_ = std::jthread([this](const std::stop_token& stopped) { watch(stopped); });
    } catch (const std::system_error&) {
        look(); // no more threads: those that are there now, and no others
    }
}

void MidiKeyboards::stop()
{
    watcher_ = {};
    const std::lock_guard lock(portsMutex_);
    ports_.clear();
    ownPort_.reset();
    listener_ = nullptr;
}

std::vector<std::string> MidiKeyboards::keyboards() const
{
    const std::lock_guard lock(portsMutex_);
    std::vector<std::string> names;
    for (const auto& port : ports_)
        names.push_back(port->name());
    return names;
}

void MidiKeyboards::midiArrived(MidiMessage message) noexcept
{
    const std::lock_guard lock(listenerMutex_);
    listener_->midiArrived(message);
}

void MidiKeyboards::watch(const std::stop_token& stopped)
{
    if (systems_ == MidiSystems::All)
        arrivals_.take(); // it also finds out whether JACK's server hangs, which the MIDI library would wait for
    if (auto own = RtMidiInput::openVirtual(kOwnPort, systems_)) {
        const std::lock_guard lock(portsMutex_);
        ownPort_ = *std::move(own);
        ownPort_->start(*this);
    } else {
        return; // there is no MIDI system, and asking again and again would only fill the log
    }
    while (!stopped.stop_requested()) {
        look();
        std::unique_lock lock(sleepMutex_);
        sleep_.wait_for(lock, stopped, kLookEvery, [] { return false; });
    }
}

/// Opens what came and closes what went, be it that it came back.
void MidiKeyboards::look()
{
    const std::set<std::string> cameBack = systems_ == MidiSystems::All ? arrivals_.take() : std::set<std::string>();
    std::vector<std::string> there = listMidiInputs(systems_);
    std::erase_if(there, [](const std::string& name) { return !isKeyboard(name); });
    const std::lock_guard lock(portsMutex_);
    std::erase_if(ports_, [&](const auto& port) {
        return cameBack.contains(port->name()) || std::find(there.begin(), there.end(), port->name()) == there.end();
    });
    for (const std::string& name : there) {
        if (std::any_of(ports_.begin(), ports_.end(), [&](const auto& port) { return port->name() == name; }))
            continue;
        if (auto port = RtMidiInput::open(name, systems_)) {
            ports_.push_back(*std::move(port));
            ports_.back()->start(*this);
        }
    }
}

} // namespace continuo
