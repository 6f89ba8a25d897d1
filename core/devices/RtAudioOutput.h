// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// What is wished of a sound card; it may have other ideas.
struct AudioOutputWish {
    std::string device;      ///< as listAudioOutputs names it; empty for the system's default
    int sampleRate = 48000;  ///< the device's own when it does not have this one
    int framesPerBlock = 256;
};

/// An AudioOutput over RtAudio: JACK, PulseAudio, ALSA, CoreAudio, WASAPI, whatever it was built with.
class RtAudioOutput final : public AudioOutput {
public:
    /// Fails with ErrorCode::Unavailable when there is no such device, or none at all, or it does not open.
    static Result<std::unique_ptr<RtAudioOutput>> open(const AudioOutputWish& wish);
    ~RtAudioOutput() override;

    Result<void> start(AudioSource& source) override;
    void stop() override;
    int sampleRate() const override;
    int framesPerBlock() const override;
    int latencyFrames() const override;
    std::string description() const override;
    std::uint64_t dropouts() const override;

private:
    struct Stream;
    explicit RtAudioOutput(std::unique_ptr<Stream> stream);

    std::unique_ptr<Stream> stream_;
};

/// Names of the outputs that can be opened, the system's default first. Empty without any.
std::vector<std::string> listAudioOutputs();

/// The output wished for; when it cannot be had, a silent one whose description says so and why.
std::unique_ptr<AudioOutput> openAudioOutput(const AudioOutputWish& wish = {});

} // namespace continuo
