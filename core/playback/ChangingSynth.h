// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"
#include "core/playback/Mailbox.h"

#include <array>
#include <memory>
#include <span>

namespace continuo {

/// The synth that plays now, and the one before it for as long as its notes ring, so that a change of sound cuts nothing
/// off.
///
/// Notes that sound when the synth changes end with the sound they began with; all others are the new synth's. The old
/// one goes back to be freed once it is silent, or, when yet another one waits, within a fiftieth of a second.
class ChangingSynth {
public:
    explicit ChangingSynth(int sampleRate) { setSampleRate(sampleRate); }

    // --- UI thread ---
    /// From the next block on this one plays.
    void post(std::unique_ptr<Synth> synth) { box_.post(std::move(synth)); }
    /// Frees what the audio thread gave back.
    void collect() { box_.collect(); }
    /// Only while nothing renders. When the rate is another one, the synth that is there is out of tune from now on, and
    /// goes at once when the next one comes.
    void setSampleRate(int sampleRate);

    // --- audio thread: noexcept, no allocation, no lock ---
    /// True when a new synth has just taken over; it has not been told anything yet.
    bool receive() noexcept;
    /// Notes end and controllers change in both synths; notes begin and programs change in the new one.
    void tell(MidiMessage message) noexcept;
    void systemExclusive(std::span<const char> bytes) noexcept;
    void effects(float reverb, float chorus) noexcept;
    /// Overwrites; silence without a synth.
    void render(float* left, float* right, int frames) noexcept;

private:
    static constexpr int kSlice = 256;
    static constexpr int kNoFade = -1;

    void addLeaving(float* left, float* right, int frames) noexcept;
    void letGo() noexcept;

    Mailbox<Synth> box_;
    Synth* now_ = nullptr;         ///< the box's
    Synth* leaving_ = nullptr;     ///< the box's; rings still
    int fadeFrames_ = 1, silentEnough_ = 1;
    int fadeLeft_ = kNoFade;       ///< frames until the leaving one is gone
    int silentFor_ = 0;            ///< frames that it has been silent
    int sampleRate_ = 0;
    bool cutNext_ = false;
    std::array<float, kSlice> left_{}, right_{};
};

} // namespace continuo
