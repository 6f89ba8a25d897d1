// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// An output that asks for sound when the test says so.
class StepOutput final : public AudioOutput {
public:
    struct Shape {
        int sampleRate = 48000;
        int framesPerBlock = 4800;
        int latencyFrames = 0;
        std::uint64_t dropouts = 0; ///< that it says it had
    };

    StepOutput() = default;
    explicit StepOutput(const Shape& shape) : shape_(shape) {}

    Result<void> start(AudioSource& source) override
    {
        source_ = &source;
        return {};
    }
    void stop() override { source_ = nullptr; }
    int sampleRate() const override { return shape_.sampleRate; }
    int framesPerBlock() const override { return shape_.framesPerBlock; }
    int latencyFrames() const override { return shape_.latencyFrames; }
    std::string description() const override { return "Stepped by hand"; }
    std::uint64_t dropouts() const override { return shape_.dropouts; }

    /// Asks for that many frames, a block at a time.
    void step(int frames)
    {
        std::vector<float> left(static_cast<std::size_t>(shape_.framesPerBlock)), right(left);
        for (; frames > 0; frames -= shape_.framesPerBlock)
            source_->render(left.data(), right.data(), std::min(frames, shape_.framesPerBlock));
    }
    /// A block.
    void step() { step(shape_.framesPerBlock); }

private:
    Shape shape_;
    AudioSource* source_ = nullptr;
};

/// A keyboard that the test plays.
class HandKeyboard final : public MidiInput {
public:
    std::string name() const override { return "Hand"; }
    void start(MidiListener& listener) override { listener_ = &listener; }
    void stop() override { listener_ = nullptr; }
    void play(MidiMessage message) { listener_->midiArrived(message); }

private:
    MidiListener* listener_ = nullptr;
};

} // namespace continuo
