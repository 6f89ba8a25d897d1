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

/// A player and the room for what it gives.
struct PlayingPart {
    explicit PlayingPart(int sampleRate) : player(sampleRate) {}

    Player player;
    std::vector<float> left = std::vector<float>(kBlock), right = std::vector<float>(kBlock);
};

/// Renders from players in step and hands over what they gave.
class BlockPump {
public:
    BlockPump(std::vector<OfflinePart> parts, const OfflineOptions& options, const PartsSink& sink)
        : gain_(options.gain), sink_(sink), blocks_(parts.size())
    {
        for (OfflinePart& part : parts) {
            parts_.push_back(std::make_unique<PlayingPart>(options.sampleRate));
            parts_.back()->player.post(std::move(part.plan));
            parts_.back()->player.post(std::move(part.synth));
        }
    }

    void send(const TransportCommand& command)
    {
        for (const auto& part : parts_)
            part->player.send(command);
    }

    /// Renders that many frames, kBlock at most, and returns the peak of the loudest part.
    Result<float> pump(int frames)
    {
        const auto count = static_cast<std::size_t>(frames);
        float peak = 0;
        std::fill_n(sumLeft_.begin(), count, 0.0f);
        std::fill_n(sumRight_.begin(), count, 0.0f);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            PlayingPart& part = *parts_[i];
            part.player.render(part.left.data(), part.right.data(), frames);
            peak = std::max({peak, finish({part.left.data(), count}, sumLeft_), finish({part.right.data(), count}, sumRight_)});
            blocks_[i] = {{part.left.data(), count}, {part.right.data(), count}};
        }
        report_.peak = std::max({report_.peak, peakOf({sumLeft_.data(), count}), peakOf({sumRight_.data(), count})});
        report_.frames += frames;
        if (const Result<void> taken = sink_(blocks_); !taken)
            return taken.error();
        return peak;
    }

    OfflineReport& report() { return report_; }

private:
    /// Applies the gain, adds to the sum, and returns the peak.
    float finish(std::span<float> side, std::vector<float>& sum) const
    {
        float peak = 0;
        for (std::size_t i = 0; i < side.size(); ++i) {
            side[i] *= gain_;
            sum[i] += side[i];
            peak = std::max(peak, std::abs(side[i]));
        }
        return peak;
    }

    float gain_;
    const PartsSink& sink_;
    std::vector<std::unique_ptr<PlayingPart>> parts_;
    std::vector<StereoBlock> blocks_;
    std::vector<float> sumLeft_ = std::vector<float>(kBlock), sumRight_ = std::vector<float>(kBlock);
    OfflineReport report_;
};

/// What is rendered of the plan, in seconds.
Range<double> stretchOf(const PlaybackPlan& plan, const OfflineOptions& options)
{
    if (!options.range)
        return {0.0, plan.endSeconds()};
    return {plan.tempo().seconds(options.range->begin), plan.tempo().seconds(options.range->end)};
}

} // namespace

Result<OfflineReport> renderOffline(std::vector<OfflinePart> parts, const OfflineOptions& options, const PartsSink& sink)
{
    Range<double> stretch{0.0, 0.0};
    for (const OfflinePart& part : parts)
        stretch = {stretchOf(*part.plan, options).begin, std::max(stretch.end, stretchOf(*part.plan, options).end)};
    const std::int64_t songFrames = std::llround((stretch.end - stretch.begin) * options.sampleRate);
    BlockPump pump(std::move(parts), options, sink);
    pump.report().songFrames = songFrames;
    if (options.range)
        pump.send({.kind = TransportCommand::Kind::Seek, .range = *options.range});
    pump.send({.kind = TransportCommand::Kind::Play, .atEnd = TransportCommand::AtEnd::GoOn});
    while (pump.report().frames < songFrames) {
        const auto count = static_cast<int>(std::min<std::int64_t>(kBlock, songFrames - pump.report().frames));
        if (const auto peak = pump.pump(count); !peak)
            return peak.error();
    }

    pump.send({.kind = TransportCommand::Kind::Stop});
    const auto threshold = static_cast<float>(std::pow(10.0, options.silenceDb / 20));
    const std::int64_t last = songFrames + std::llround(options.maxTailSeconds * options.sampleRate);
    const auto silence = static_cast<std::int64_t>(kSilenceSeconds * options.sampleRate);
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

Result<OfflineReport> renderOffline(std::unique_ptr<const PlaybackPlan> plan, std::unique_ptr<Synth> synth,
                                    const OfflineOptions& options, const SoundSink& sink)
{
    std::vector<OfflinePart> parts;
    parts.push_back({std::move(plan), std::move(synth)});
    return renderOffline(std::move(parts), options, [&sink](std::span<const StereoBlock> blocks) {
        return sink(blocks.front().left, blocks.front().right);
    });
}

} // namespace continuo
