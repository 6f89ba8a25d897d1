// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/playback/Devices.h"
#include "core/playback/PlaybackPlan.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace continuo {

struct OfflineOptions {
    int sampleRate = 48000;          ///< the one that the synth was made for
    float gain = 1.0f;               ///< every sample is multiplied by it
    double maxTailSeconds = 10.0;    ///< at most so much is rendered after the song's end
    double silenceDb = -80.0;        ///< relative to full scale; the tail ends where the sound stays below it
};

/// What was rendered; peak and frames are those of the sound handed over.
struct OfflineReport {
    std::int64_t songFrames = 0;     ///< the song without its tail
    std::int64_t frames = 0;
    float peak = 0;                  ///< largest absolute sample; 1 is full scale
};

/// Takes blocks of sound in order, both sides of one length. Valid during the call only.
using SoundSink = std::function<Result<void>(std::span<const float> left, std::span<const float> right)>;

/// Plays the plan from its start to its end and on until it is silent, as fast as the synth can. The same plan, synth
/// and options give the same samples. Fails when the sink fails, with the sink's error.
Result<OfflineReport> renderOffline(std::unique_ptr<const PlaybackPlan> plan, std::unique_ptr<Synth> synth,
                                    const OfflineOptions& options, const SoundSink& sink);

} // namespace continuo
