// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidLanes.h"

#include "core/playback/MidiMessage.h"

#include <fluidsynth.h>

#include <algorithm>
#include <cstddef>
#include <limits>

namespace continuo {

namespace {

constexpr int kBlock = 64;       ///< frames that fluidsynth computes at a time
constexpr int kLaneVoices = 16;  ///< a note of a layered, stereo instrument takes four or more
constexpr int kPedalDown = 64;   ///< switches are on from this value up

/// Calls the function for every voice of the synth that sounds.
template <typename Function>
void forEachVoice(fluid_synth_t* synth, Function function) noexcept
{
    constexpr int kEveryNote = -1;
    std::array<fluid_voice_t*, kLaneVoices> voices{};
    fluid_synth_get_voicelist(synth, voices.data(), kLaneVoices, kEveryNote);
    for (fluid_voice_t* const voice : voices) {
        if (voice == nullptr)
            break;
        function(voice);
    }
}

int exclusiveClass(fluid_voice_t* voice) noexcept
{
    return static_cast<int>(fluid_voice_gen_get(voice, GEN_EXCLUSIVECLASS));
}

/// Ends a voice as fluidsynth ends those of one exclusive class within one synth.
void endQuickly(fluid_synth_t* synth, fluid_voice_t* voice) noexcept
{
    constexpr float kQuickRelease = -200; // timecents, SoundFont 2.04, 8.1.2, exclusiveClass
    fluid_voice_gen_set(voice, GEN_EXCLUSIVECLASS, 0);
    fluid_synth_stop(synth, fluid_voice_get_id(voice));
    for (const int release : {GEN_VOLENVRELEASE, GEN_MODENVRELEASE}) {
        fluid_voice_gen_set(voice, release, kQuickRelease);
        fluid_voice_update_param(voice, release);
    }
}

} // namespace

FluidLanes::FluidLanes(int sampleRate, double gain, fluid_sfont_t& font) : settings_(new_fluid_settings()), font_(font)
{
    fluid_settings_setnum(settings_, "synth.sample-rate", sampleRate);
    fluid_settings_setnum(settings_, "synth.gain", gain);
    fluid_settings_setint(settings_, "synth.threadsafe-api", 0);
    fluid_settings_setint(settings_, "synth.polyphony", kLaneVoices);
    fluid_settings_setint(settings_, "synth.reverb.active", 0);
    fluid_settings_setint(settings_, "synth.chorus.active", 0);
    for (Lane& lane : lanes_) {
        lane.synth = new_fluid_synth(settings_);
        if (lane.synth == nullptr)
            return;
        fluid_synth_add_sfont(lane.synth, &font_);
        fluid_synth_program_reset(lane.synth);
    }
}

FluidLanes::~FluidLanes()
{
    constexpr int kEveryChannel = -1;
    for (const Lane& lane : lanes_) {
        if (lane.synth == nullptr)
            continue;
        // The font stays with the one that loaded it.
        fluid_synth_all_sounds_off(lane.synth, kEveryChannel);
        fluid_synth_remove_sfont(lane.synth, &font_);
        delete_fluid_synth(lane.synth);
    }
    delete_fluid_settings(settings_);
}

bool FluidLanes::isComplete() const
{
    return lanes_.back().synth != nullptr;
}

int FluidLanes::laneFor(const Channel& channel) const noexcept
{
    if (channel.isTied() && channel.lastLane != kNone)
        return channel.lastLane;
    const auto cost = [](const Lane& lane) {
        if (!lane.awake)
            return 1;
        const bool isFull = fluid_synth_get_active_voice_count(lane.synth) * 2 > kLaneVoices;
        // A block that begins now leaves the sleepers for later; one that is full is the last resort.
        return isFull ? kBlock * 2 + lane.ahead : lane.ahead == 0 ? 0 : 1 + lane.ahead;
    };
    int best = 0, least = std::numeric_limits<int>::max();
    for (int i = 0; i < kLanes && least > 0; ++i)
        if (const int found = cost(lanes_[static_cast<std::size_t>(i)]); found < least) {
            best = i;
            least = found;
        }
    return best;
}

void FluidLanes::noteOn(int channel, int pitch, int velocity) noexcept
{
    Channel& here = channels_[static_cast<std::size_t>(channel)];
    const int chosen = laneFor(here);
    std::int8_t& holder = here.laneOf[static_cast<std::size_t>(pitch)];
    // Within one synth a key that is struck again ends its note before; here the note may be elsewhere.
    if (holder != kNone && holder != chosen)
        fluid_synth_noteoff(lanes_[static_cast<std::size_t>(holder)].synth, channel, pitch);
    holder = here.lastLane = static_cast<std::int8_t>(chosen);
    Lane& lane = lanes_[static_cast<std::size_t>(chosen)];
    fluid_synth_noteon(lane.synth, channel, pitch, velocity);
    lane.awake = true;
    choke(chosen, channel, pitch);
}

/// Of one exclusive class on a channel only the newest note sounds: a closed hi-hat ends the open one.
void FluidLanes::choke(int lane, int channel, int pitch) noexcept
{
    int choked = 0;
    forEachVoice(lanes_[static_cast<std::size_t>(lane)].synth, [&](fluid_voice_t* voice) {
        if (fluid_voice_is_on(voice) && fluid_voice_get_channel(voice) == channel && fluid_voice_get_key(voice) == pitch)
            choked = std::max(choked, exclusiveClass(voice));
    });
    if (choked == 0)
        return;
    for (int i = 0; i < kLanes; ++i) {
        const Lane& other = lanes_[static_cast<std::size_t>(i)];
        if (i == lane || !other.awake)
            continue;
        forEachVoice(other.synth, [&](fluid_voice_t* voice) {
            if (fluid_voice_get_channel(voice) == channel && exclusiveClass(voice) == choked)
                endQuickly(other.synth, voice);
        });
    }
}

void FluidLanes::noteOff(int channel, int pitch) noexcept
{
    const std::int8_t holder = channels_[static_cast<std::size_t>(channel)].laneOf[static_cast<std::size_t>(pitch)];
    if (holder != kNone)
        fluid_synth_noteoff(lanes_[static_cast<std::size_t>(holder)].synth, channel, pitch);
}

void FluidLanes::keyPressure(int channel, int pitch, int value) noexcept
{
    for (const Lane& lane : lanes_)
        fluid_synth_key_pressure(lane.synth, channel, pitch, value);
}

void FluidLanes::controller(int channel, int number, int value) noexcept
{
    Channel& here = channels_[static_cast<std::size_t>(channel)];
    switch (number) {
    case controller::kPortamento: here.glides = value >= kPedalDown; break;
    case controller::kLegato: here.legato = value >= kPedalDown; break;
    case controller::kResetAll: here.glides = here.legato = false; break;
    case controller::kMono: here.mono = true; break;
    case controller::kPoly: here.mono = false; break;
    default: break;
    }
    for (const Lane& lane : lanes_)
        fluid_synth_cc(lane.synth, channel, number, value);
}

void FluidLanes::program(int channel, int program) noexcept
{
    for (const Lane& lane : lanes_)
        fluid_synth_program_change(lane.synth, channel, program);
}

void FluidLanes::pitchBend(int channel, int value) noexcept
{
    for (const Lane& lane : lanes_)
        fluid_synth_pitch_bend(lane.synth, channel, value);
}

void FluidLanes::channelPressure(int channel, int value) noexcept
{
    for (const Lane& lane : lanes_)
        fluid_synth_channel_pressure(lane.synth, channel, value);
}

void FluidLanes::allNotesOff() noexcept
{
    constexpr int kEveryChannel = -1;
    for (const Lane& lane : lanes_)
        fluid_synth_all_notes_off(lane.synth, kEveryChannel);
}

void FluidLanes::systemExclusive(const char* bytes, int length) noexcept
{
    for (const Lane& lane : lanes_)
        fluid_synth_sysex(lane.synth, bytes, length, nullptr, nullptr, nullptr, 0);
}

void FluidLanes::addTo(float* left, float* right, int frames) noexcept
{
    for (Lane& lane : lanes_)
        if (lane.awake)
            addLane(lane, left, right, frames);
}

void FluidLanes::addLane(Lane& lane, float* left, float* right, int frames) noexcept
{
    const bool isSilent = fluid_synth_get_active_voice_count(lane.synth) == 0;
    // What is left of the last block is sound still; then the lane sleeps at the end of it.
    const int count = isSilent ? std::min(frames, lane.ahead) : frames;
    if (count > 0) {
        std::array<float*, 2> sides{left, right};
        fluid_synth_process(lane.synth, count, 0, nullptr, 2, sides.data());
        const int beyond = count - lane.ahead;
        lane.ahead = beyond <= 0 ? -beyond : (kBlock - beyond % kBlock) % kBlock;
    }
    lane.awake = !isSilent || lane.ahead > 0;
}

} // namespace continuo
