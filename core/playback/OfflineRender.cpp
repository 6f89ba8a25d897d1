// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/OfflineRender.h"

#include "core/playback/Player.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace continuo {

namespace {

/// Frames rendered at a time; large, because a synth is faster the longer it is left alone.
constexpr int kBlock = 8192;
/// Frames rendered at a time in the tail, where the end is looked for.
constexpr int kTailBlock = 1024;
/// The tail has ended when it stays below the threshold for so long.
constexpr double kSilenceSeconds = 0.1;

float peakOf(std::span<const float> samples)
{
    float peak = 0;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(sample));
    return peak;
}

/// Renders from a player and hands over what it gave.
class BlockPump {
public:
    BlockPump(Player& player, float gain, const SoundSink& sink) : player_(player), gain_(gain), sink_(sink) {}

    /// Renders that many frames, kBlock at most, and returns the peak of them.
    Result<float> pump(int frames)
    {
        const auto count = static_cast<std::size_t>(frames);
        player_.render(left_.data(), right_.data(), frames);
        const std::span<float> left(left_.data(), count), right(right_.data(), count);
        if (gain_ != 1.0f)
            for (const std::span<float> side : {left, right})
                for (float& sample : side)
                    sample *= gain_;
        const float peak = std::max(peakOf(left), peakOf(right));
        report_.peak = std::max(report_.peak, peak);
        report_.frames += frames;
        if (const Result<void> taken = sink_(left, right); !taken)
            return taken.error();
        return peak;
    }

    OfflineReport& report() { return report_; }

private:
    Player& player_;
    float gain_;
    const SoundSink& sink_;
    std::vector<float> left_ = std::vector<float>(kBlock), right_ = std::vector<float>(kBlock);
    OfflineReport report_;
};

} // namespace

Result<OfflineReport> renderOffline(std::unique_ptr<const PlaybackPlan> plan, std::unique_ptr<Synth> synth,
                                    const OfflineOptions& options, const SoundSink& sink)
{
    Player player(options.sampleRate);
    const std::int64_t songFrames = std::llround(plan->endSeconds() * player.sampleRate());
    player.post(std::move(plan));
    player.post(std::move(synth));
    player.send({.kind = TransportCommand::Kind::Play});

    BlockPump pump(player, options.gain, sink);
    pump.report().songFrames = songFrames;
    while (pump.report().frames < songFrames) {
        const auto count = static_cast<int>(std::min<std::int64_t>(kBlock, songFrames - pump.report().frames));
        if (const auto peak = pump.pump(count); !peak)
            return peak.error();
    }

    const auto threshold = static_cast<float>(std::pow(10.0, options.silenceDb / 20));
    const std::int64_t last = songFrames + std::llround(options.maxTailSeconds * player.sampleRate());
    const auto silence = static_cast<std::int64_t>(kSilenceSeconds * player.sampleRate());
    std::int64_t quiet = 0;
    while (pump.report().frames < last && quiet < silence) {
        const auto count = static_cast<int>(std::min<std::int64_t>(kTailBlock, last - pump.report().frames));
        const auto peak = pump.pump(count);
        if (!peak)
            return peak.error();
        quiet = *peak < threshold ? quiet + count : 0;
    }
    return pump.report();
}

} // namespace continuo
