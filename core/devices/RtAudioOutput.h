// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// An AudioOutput over RtAudio: JACK, PulseAudio, ALSA, CoreAudio, WASAPI, whatever it was built with.
class RtAudioOutput final : public AudioOutput {
public:
    /// Fails with ErrorCode::Unavailable when there is no such system or device, or none at all, or it does not open.
    static Result<std::unique_ptr<RtAudioOutput>> open(const AudioOutputWish& wish);
    ~RtAudioOutput() override;

    Result<void> start(AudioSource& source) override;
    void stop() override;
    int sampleRate() const override;
    int framesPerBlock() const override;
    int latencyFrames() const override;
    std::string description() const override;
    std::uint64_t dropouts() const override;
    bool isGone() const override;

private:
    struct Stream;
    explicit RtAudioOutput(std::unique_ptr<Stream> stream);

    std::unique_ptr<Stream> stream_;
};

/// What RtAudio was built with and has a device now.
std::vector<AudioSystem> listRtAudioSystems();

} // namespace continuo
