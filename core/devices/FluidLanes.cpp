// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidLanes.h"

#include "core/devices/FluidMessages.h"

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

void FluidLanes::tell(MidiMessage message) noexcept
{
    switch (message.kind()) {
    case MidiMessage::NoteOff: noteOff(message); break;
    case MidiMessage::NoteOn: noteOn(message); break;
    case MidiMessage::Controller: setController(message); break;
    case MidiMessage::KeyPressure: tellEvery(message); break;
    case MidiMessage::Program:
    case MidiMessage::ChannelPressure:
    case MidiMessage::PitchBend: setValue(message); break;
    case MidiMessage::System: break;
    }
}

void FluidLanes::noteOn(MidiMessage message) noexcept
{
    const int number = message.channel(), pitch = message.data1;
    Channel& channel = channels_[static_cast<std::size_t>(number)];
    const int chosen = laneFor(channel);
    std::int8_t& holder = channel.laneOf[static_cast<std::size_t>(pitch)];
    // Within one synth a key that is struck again ends its note before; here the note may be elsewhere.
    if (holder != kNone && holder != chosen)
        noteOff(message);
    holder = channel.lastLane = static_cast<std::int8_t>(chosen);
    Lane& lane = lanes_[static_cast<std::size_t>(chosen)];
    catchUp(lane, number);
    continuo::tell(lane.synth, message);
    lane.awake = true;
    choke(chosen, number, pitch);
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

void FluidLanes::noteOff(MidiMessage message) noexcept
{
    const std::int8_t holder = channels_[static_cast<std::size_t>(message.channel())].laneOf[message.data1];
    if (holder != kNone)
        fluid_synth_noteoff(lanes_[static_cast<std::size_t>(holder)].synth, message.channel(), message.data1);
}

void FluidLanes::setController(MidiMessage message) noexcept
{
    Channel& channel = channels_[static_cast<std::size_t>(message.channel())];
    const int number = message.data1, value = message.data2;
    switch (number) {
    case controller::kPortamento: channel.glides = value >= kPedalDown; break;
    case controller::kLegato: channel.legato = value >= kPedalDown; break;
    case controller::kResetAll: channel.glides = channel.legato = false; break;
    case controller::kMono: channel.mono = true; break;
    case controller::kPoly: channel.mono = false; break;
    default: break;
    }
    if (ChannelState::isStored(number)) {
        setValue(message);
        return;
    }
    if (number == controller::kResetAll)
        for (Lane& lane : lanes_)
            catchUp(lane, message.channel()); // what came before must not come after
    channel.told.apply(message);
    tellEvery(message);
}

/// Of what has a value that stays, those lanes hear later that do not play the channel now.
void FluidLanes::setValue(MidiMessage message) noexcept
{
    const auto number = static_cast<std::size_t>(message.channel());
    Channel& channel = channels_[number];
    channel.told.apply(message);
    if (message.kind() == MidiMessage::Program) {
        channel.bankMsb = channel.told.controllers[controller::kBankMsb];
        channel.bankLsb = channel.told.controllers[controller::kBankLsb];
    }
    for (Lane& lane : lanes_) {
        Untold& untold = lane.untold[number];
        if (lane.awake && !untold.any) {
            continuo::tell(lane.synth, message);
            continue;
        }
        untold.any = true;
        switch (message.kind()) {
        case MidiMessage::Controller: untold.controllers.set(message.data1); break;
        case MidiMessage::Program: untold.program = true; break;
        case MidiMessage::PitchBend: untold.bend = true; break;
        default: untold.pressure = true;
        }
    }
}

void FluidLanes::tellEvery(MidiMessage message) noexcept
{
    for (const Lane& lane : lanes_)
        continuo::tell(lane.synth, message);
}

void FluidLanes::catchUp(Lane& lane, int number) noexcept
{
    Untold& untold = lane.untold[static_cast<std::size_t>(number)];
    if (!untold.any)
        return;
    const Channel& channel = channels_[static_cast<std::size_t>(number)];
    const auto controllerIs = [&](int which, std::int8_t value) {
        if (value != ChannelState::kUnset)
            fluid_synth_cc(lane.synth, number, which, value);
    };
    if (untold.program) {
        // A bank counts from the next program on.
        controllerIs(controller::kBankMsb, channel.bankMsb);
        controllerIs(controller::kBankLsb, channel.bankLsb);
        fluid_synth_program_change(lane.synth, number, channel.told.program);
    }
    for (std::size_t which = 0; which < untold.controllers.size(); ++which)
        if (untold.controllers[which])
            controllerIs(static_cast<int>(which), channel.told.controllers[which]);
    if (untold.bend)
        fluid_synth_pitch_bend(lane.synth, number, channel.told.bend);
    if (untold.pressure)
        fluid_synth_channel_pressure(lane.synth, number, channel.told.pressure);
    untold = {};
}

void FluidLanes::allNotesOff() noexcept
{
    constexpr int kEveryChannel = -1;
    for (const Lane& lane : lanes_)
        fluid_synth_all_notes_off(lane.synth, kEveryChannel);
}

void FluidLanes::systemExclusive(const char* bytes, int length) noexcept
{
    for (Lane& lane : lanes_)
        for (std::size_t channel = 0; channel < kChannels; ++channel)
            catchUp(lane, static_cast<int>(channel));
    for (const Lane& lane : lanes_)
        fluid_synth_sysex(lane.synth, bytes, length, nullptr, nullptr, nullptr, 0);
    // All lanes know the same now, and it may have set them back: no bank from before comes with a later program.
    for (Channel& channel : channels_)
        channel.told = {};
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
