// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/ChannelState.h"
#include "core/playback/MidiMessage.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>

struct _fluid_hashtable_t; // the library's settings
struct _fluid_sfont_t;
struct _fluid_synth_t;

namespace continuo {

/// Notes that begin on the very frame on which they are asked for. Part of FluidSynth.
///
/// fluidsynth computes blocks of 64 frames, and a note begins with the next block. A lane is a small synth of its own
/// over the same SoundFont; the blocks of different lanes begin on different frames. A note goes to a lane whose next
/// block begins now: one that was just there, or one that sleeps, which begins its blocks whenever it is woken. Lanes
/// without voices sleep and cost nothing. Only when every lane is awake and none begins a block does a note wait, for
/// the soonest of them: with 64 lanes, mostly no frame at all. Effects are off here; they come from the whole synth.
///
/// A lane is told of a channel when it is to play a note of it. So a controller costs what the lanes cost that play the
/// channel, and not what 64 synths cost.
class FluidLanes {
public:
    static constexpr int kLanes = 64;

    /// Any thread, under the lock under which synths are made. The font outlives the lanes. Null synths inside, and
    /// isComplete() false, when the library refuses to make one.
    FluidLanes(int sampleRate, double gain, _fluid_sfont_t& font);
    FluidLanes(const FluidLanes&) = delete;
    FluidLanes& operator=(const FluidLanes&) = delete;
    ~FluidLanes();
    bool isComplete() const;

    // --- audio thread: noexcept, no allocation, no lock ---
    void tell(MidiMessage message) noexcept;
    void allNotesOff() noexcept;
    /// A system exclusive message without its F0 and F7.
    void systemExclusive(const char* bytes, int length) noexcept;
    /// Adds that many frames of the lanes' sound.
    void addTo(float* left, float* right, int frames) noexcept;

private:
    static constexpr std::size_t kKeys = 128;
    static constexpr std::int8_t kNone = -1;

    /// What a lane was not told of a channel. Of each thing the last value is enough, which the channel knows.
    struct Untold {
        std::bitset<128> controllers;
        bool program = false, bend = false, pressure = false;
        bool any = false;
    };
    struct Lane {
        _fluid_synth_t* synth = nullptr;
        int ahead = 0;       ///< frames of its block that were computed and not taken yet, 0..63
        bool awake = false;
        std::array<Untold, kChannels> untold;
    };
    struct Channel {
        // What decides where its notes go.
        std::array<std::int8_t, kKeys> laneOf; ///< where the key began last
        std::int8_t lastLane = kNone;
        bool mono = false, legato = false, glides = false;
        // What lanes are told when they are to play it.
        ChannelState told;
        std::int8_t bankMsb = ChannelState::kUnset, bankLsb = ChannelState::kUnset; ///< when its program came

        Channel() { laneOf.fill(kNone); }
        /// Whether a note goes on from the one before it, and so has to be where that was.
        bool isTied() const { return mono || legato || glides; }
    };

    void noteOn(MidiMessage message) noexcept;
    void noteOff(MidiMessage message) noexcept;
    void setController(MidiMessage message) noexcept;
    void setValue(MidiMessage message) noexcept;
    void tellEvery(MidiMessage message) noexcept;
    void catchUp(Lane& lane, int channel) noexcept;
    int laneFor(const Channel& channel) const noexcept;
    void choke(int lane, int channel, int pitch) noexcept;
    void addLane(Lane& lane, float* left, float* right, int frames) noexcept;

    _fluid_hashtable_t* settings_ = nullptr;
    _fluid_sfont_t& font_;
    std::array<Lane, kLanes> lanes_;
    std::array<Channel, kChannels> channels_;
};

} // namespace continuo
