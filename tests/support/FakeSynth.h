// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/ChannelState.h"
#include "core/playback/Devices.h"
#include "core/theory/Pitch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// "on 0 C4 80", "off 0 C4", "cc 0 64 127", "program 9 0", "bend 0 8192", "pressure 0 5", "key 0 C4 5".
inline std::string textOf(MidiMessage message)
{
    const std::string channel = std::to_string(message.channel());
    const std::string pitch = pitchName(Pitch(message.data1));
    switch (message.kind()) {
    case MidiMessage::NoteOn: return "on " + channel + " " + pitch + " " + std::to_string(message.data2);
    case MidiMessage::NoteOff: return "off " + channel + " " + pitch;
    case MidiMessage::Controller:
        return "cc " + channel + " " + std::to_string(message.data1) + " " + std::to_string(message.data2);
    case MidiMessage::Program: return "program " + channel + " " + std::to_string(message.data1);
    case MidiMessage::ChannelPressure: return "pressure " + channel + " " + std::to_string(message.data1);
    case MidiMessage::PitchBend: return "bend " + channel + " " + std::to_string(message.bend());
    case MidiMessage::System: return "system " + std::to_string(message.data1); // bytes of it
    case MidiMessage::KeyPressure: return "key " + channel + " " + pitch + " " + std::to_string(message.data2);
    }
    return "?";
}

/// A Synth that writes down what it is told, with the frame on which it is told it. Each sounding key adds 0.01 to both
/// sides, and a released one rings on for `releaseFrames`.
class FakeSynth final : public Synth {
public:
    struct Call {
        std::int64_t frame;
        MidiMessage message;
    };

    /// Room for so many calls is made at once; those beyond it are dropped, so that nothing is allocated later.
    explicit FakeSynth(std::size_t capacity = 4096, int releaseFrames = 0) : releaseFrames_(releaseFrames)
    {
        calls_.reserve(capacity);
    }

    void noteOn(int channel, int pitch, int velocity) noexcept override
    {
        record(midiMessage(MidiMessage::NoteOn, channel, pitch, velocity));
    }
    void noteOff(int channel, int pitch) noexcept override
    {
        if (state_.keys[static_cast<std::size_t>(channel)][static_cast<std::size_t>(pitch)])
            ringsUntil_ = frame_ + releaseFrames_;
        record(midiMessage(MidiMessage::NoteOff, channel, pitch));
    }
    void controller(int channel, int number, int value) noexcept override
    {
        record(midiMessage(MidiMessage::Controller, channel, number, value));
    }
    void program(int channel, int program) noexcept override
    {
        record(midiMessage(MidiMessage::Program, channel, program));
    }
    void pitchBend(int channel, int value) noexcept override
    {
        record(midiMessage(MidiMessage::PitchBend, channel, value & 0x7F, value >> 7));
    }
    void channelPressure(int channel, int value) noexcept override
    {
        record(midiMessage(MidiMessage::ChannelPressure, channel, value));
    }
    void keyPressure(int channel, int pitch, int value) noexcept override
    {
        record(midiMessage(MidiMessage::KeyPressure, channel, pitch, value));
    }
    void allNotesOff() noexcept override
    {
        state_.keys = {};
    }
    void systemExclusive(std::span<const char> bytes) noexcept override
    {
        if (calls_.size() < calls_.capacity())
            calls_.push_back({frame_, {MidiMessage::System, static_cast<std::uint8_t>(bytes.size()), 0}});
    }
    void render(float* left, float* right, int frames) noexcept override
    {
        const auto ringing = static_cast<float>(soundingKeys());
        for (int i = 0; i < frames; ++i, ++frame_)
            left[i] = right[i] = 0.01f * ringing + (frame_ < ringsUntil_ ? 0.005f : 0.0f);
    }

    const std::vector<Call>& calls() const { return calls_; }
    void forgetCalls() { calls_.clear(); }
    std::int64_t frame() const { return frame_; }
    const PlaybackState& state() const { return state_; }
    std::size_t soundingKeys() const
    {
        std::size_t count = 0;
        for (const auto& keys : state_.keys)
            count += keys.count();
        return count;
    }

    /// "0 on 0 C4 80 | 24000 off 0 C4"
    std::string text() const
    {
        std::string all;
        for (const Call& call : calls_)
            all += (all.empty() ? "" : " | ") + std::to_string(call.frame) + " " + textOf(call.message);
        return all;
    }

private:
    void record(MidiMessage message) noexcept
    {
        state_.apply(message);
        if (calls_.size() < calls_.capacity())
            calls_.push_back({frame_, message});
    }

    int releaseFrames_;
    std::int64_t frame_ = 0;
    std::int64_t ringsUntil_ = 0;
    PlaybackState state_;
    std::vector<Call> calls_;
};

} // namespace continuo
