// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/PlaybackPlan.h"

#include <cstddef>
#include <cstdint>
#include <memory>

struct _fluid_sequencer_t; // the library's sequencer
struct _fluid_synth_t;

namespace continuo {

class Synth;

/// Plays a plan as the `fluidsynth` program plays a file: from inside the library's rendering, a block of 64 frames before
/// the one in which an event is heard. Part of FluidSynth.
///
/// It matters which of the two comes first, for what a voice was used for before is heard in the first block of its note: the
/// library goes on from the loudness that the voice had on each side. Whoever tells it a note between two renders has it
/// notice first which voices have fallen silent, and the note gets another voice.
class FluidFilePlayer {
public:
    /// The plan's events lie on blocks, as withFluidsynthTiming puts them; `told` is the Synth over that synth. Both
    /// outlive the player.
    FluidFilePlayer(_fluid_synth_t* synth, Synth& told, std::unique_ptr<const PlaybackPlan> plan, int sampleRate);
    FluidFilePlayer(const FluidFilePlayer&) = delete;
    FluidFilePlayer& operator=(const FluidFilePlayer&) = delete;
    ~FluidFilePlayer();

private:
    std::int64_t milliseconds(const PlaybackEvent& event) const;
    void tellDue(std::int64_t now);
    void callForNext();

    Synth& told_;
    std::unique_ptr<const PlaybackPlan> plan_;
    int sampleRate_;
    _fluid_sequencer_t* sequencer_;
    std::int16_t self_ = -1; ///< the sequencer's number of us
    std::size_t next_ = 0;   ///< the first event that was not told
};

} // namespace continuo
