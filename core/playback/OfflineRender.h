// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/base/Result.h"
#include "core/playback/Devices.h"
#include "core/playback/PlaybackPlan.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace continuo {

struct OfflineOptions {
    int sampleRate = 48000;          ///< the one that the synth was made for
    float gain = 1.0f;               ///< every sample is multiplied by it
    std::optional<Range<Tick>> range{}; ///< only this stretch, as it sounds there; none: the whole plan
    double maxTailSeconds = 10.0;    ///< at most so much is rendered after the end
    double silenceDb = -80.0;        ///< relative to full scale; the tail ends where the sound stays below it
};

/// What was rendered; peak and frames are those of the sound handed over.
struct OfflineReport {
    std::int64_t songFrames = 0;     ///< without the tail
    std::int64_t frames = 0;
    float peak = 0;                  ///< largest absolute sample, of the sum of all parts; 1 is full scale
};

/// Both sides of some frames of sound, of one length. Valid during a call only.
struct StereoBlock {
    std::span<const float> left, right;
};

/// Takes blocks of sound in order, one at a time, on a thread of the renderer's.
using SoundSink = std::function<Result<void>(std::span<const float> left, std::span<const float> right)>;
/// The same with a block of each part, all of one length.
using PartsSink = std::function<Result<void>(std::span<const StereoBlock> parts)>;

/// A plan and the synth that plays it.
struct OfflinePart {
    std::unique_ptr<const PlaybackPlan> plan;
    std::unique_ptr<Synth> synth;
};

/// Plays the plan from its start to its end and on until it is silent, as fast as the synth can. The same plan, synth
/// and options give the same samples. The sink takes what is done while the next is rendered, and nothing any more when
/// this returns. Fails when the sink fails, with the sink's error.
Result<OfflineReport> renderOffline(std::unique_ptr<const PlaybackPlan> plan, std::unique_ptr<Synth> synth,
                                    const OfflineOptions& options, const SoundSink& sink);

/// The same for several parts of one song in step: all as long as the longest, their tails included.
Result<OfflineReport> renderOffline(std::vector<OfflinePart> parts, const OfflineOptions& options, const PartsSink& sink);

} // namespace continuo
