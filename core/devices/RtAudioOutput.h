// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// An AudioOutput over RtAudio: PulseAudio, ALSA, CoreAudio, WASAPI, JACK, whatever it was built with.
class RtAudioOutput final : public AudioOutput {
public:
    /// What it calls JACK, which is opened by its name alone: JackOutput does it better.
    static constexpr const char* kJack = "Jack";

    /// Fails with ErrorCode::Unavailable when there is no such system or device, or none at all, or it does not open, or
    /// the system does not answer within ten seconds.
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
    /// `system` is RtAudio's number of it.
    static Result<std::unique_ptr<Stream>> openIn(int system, const AudioOutputWish& wish);

    std::unique_ptr<Stream> stream_;
};

/// What RtAudio was built with and has a device now, JACK left out.
std::vector<AudioSystem> listRtAudioSystems();
/// One sentence for each of its systems that was asked and does not answer.
std::vector<std::string> hangingRtAudioSystems();

} // namespace continuo
