// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <string>
#include <thread>
#include <vector>

namespace continuo {

/// Asks for sound at the pace of the clock and plays none of it, so that the playhead moves on a machine without sound.
class NullAudioOutput final : public AudioOutput {
public:
    /// `reason` is the sentence for the status bar.
    explicit NullAudioOutput(std::string reason = "No sound device: playing silently.", int sampleRate = 48000,
                             int framesPerBlock = 256);
    ~NullAudioOutput() override;

    Result<void> start(AudioSource& source) override;
    void stop() override;
    int sampleRate() const override { return sampleRate_; }
    int framesPerBlock() const override { return framesPerBlock_; }
    int latencyFrames() const override { return 0; }
    std::string description() const override { return reason_; }
    /// Never: a late clock catches up.
    std::uint64_t dropouts() const override { return 0; }

private:
    void run(const std::stop_token& stopped, AudioSource& source) noexcept;

    std::string reason_;
    int sampleRate_;
    int framesPerBlock_;
    std::vector<float> left_, right_;
    std::jthread clock_;
};

} // namespace continuo
