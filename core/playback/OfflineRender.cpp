// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/OfflineRender.h"

#include "core/playback/ChunkRelay.h"
#include "core/playback/Peak.h"
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

/// Renders from players in step; what they give is finished and handed over on another thread.
class BlockPump {
public:
    BlockPump(std::vector<OfflinePart> parts, const OfflineOptions& options, const PartsSink& sink)
        : gain_(options.gain), sink_(sink), blocks_(parts.size()),
          relay_(parts.size(), kBlock, [this](SoundChunk& chunk) { return handOver(chunk); })
    {
        for (OfflinePart& part : parts) {
            players_.push_back(std::make_unique<Player>(options.sampleRate));
            players_.back()->post(std::move(part.plan));
            players_.back()->post(std::move(part.synth));
        }
    }

    void send(const TransportCommand& command)
    {
        for (const auto& player : players_)
            player->send(command);
    }

    /// Renders that many frames, kBlock at most.
    Result<void> pump(int frames)
    {
        render(frames);
        return relay_.pass();
    }

    /// The same, and returns the peak of the loudest part.
    Result<float> pumpForPeak(int frames)
    {
        float peak = 0;
        for (const SoundChunk::Part& part : render(frames).parts)
            for (const auto* side : {&part.left, &part.right})
                peak = std::max(peak, peakOf({side->data(), static_cast<std::size_t>(frames)}));
        if (const Result<void> passed = relay_.pass(); !passed)
            return passed.error();
        return peak * gain_;
    }

    std::int64_t frames() const { return frames_; }

    /// When everything has been handed over.
    Result<OfflineReport> finish(std::int64_t songFrames)
    {
        if (const Result<void> finished = relay_.finish(); !finished)
            return finished.error();
        return OfflineReport{songFrames, frames_, peak_};
    }

private:
    const SoundChunk& render(int frames)
    {
        SoundChunk& chunk = relay_.room();
        chunk.frames = static_cast<std::size_t>(frames);
        for (std::size_t i = 0; i < players_.size(); ++i)
            players_[i]->render(chunk.parts[i].left.data(), chunk.parts[i].right.data(), frames);
        frames_ += frames;
        return chunk;
    }

    /// The relay's thread.
    Result<void> handOver(SoundChunk& chunk)
    {
        sumLeft_.assign(chunk.frames, 0.0f);
        sumRight_.assign(chunk.frames, 0.0f);
        for (std::size_t i = 0; i < blocks_.size(); ++i)
            blocks_[i] = {finish(chunk.parts[i].left, sumLeft_), finish(chunk.parts[i].right, sumRight_)};
        peak_ = std::max({peak_, peakOf(sumLeft_), peakOf(sumRight_)});
        return sink_(blocks_);
    }

    /// Applies the gain and adds to the sum.
    std::span<const float> finish(std::vector<float>& side, std::vector<float>& sum) const
    {
        for (std::size_t i = 0; i < sum.size(); ++i) {
            side[i] *= gain_;
            sum[i] += side[i];
        }
        return {side.data(), sum.size()};
    }

    const float gain_;
    const PartsSink& sink_;
    std::vector<std::unique_ptr<Player>> players_;
    std::int64_t frames_ = 0;
    // The relay's thread.
    std::vector<StereoBlock> blocks_;
    std::vector<float> sumLeft_, sumRight_;
    float peak_ = 0; ///< of the sum

    ChunkRelay relay_; ///< the last: its thread uses the others
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
    if (options.range)
        pump.send({.kind = TransportCommand::Kind::Seek, .range = *options.range});
    pump.send({.kind = TransportCommand::Kind::Play, .atEnd = TransportCommand::AtEnd::GoOn});
    while (pump.frames() < songFrames) {
        const auto count = static_cast<int>(std::min<std::int64_t>(kBlock, songFrames - pump.frames()));
        if (const auto pumped = pump.pump(count); !pumped)
            return pumped.error();
    }

    pump.send({.kind = TransportCommand::Kind::Stop});
    const auto threshold = static_cast<float>(std::pow(10.0, options.silenceDb / 20));
    const std::int64_t last = songFrames + std::llround(options.maxTailSeconds * options.sampleRate);
    const auto silence = static_cast<std::int64_t>(kSilenceSeconds * options.sampleRate);
    std::int64_t quiet = 0;
    while (pump.frames() < last && quiet < silence) {
        const auto count = static_cast<int>(std::min<std::int64_t>(kTailBlock, last - pump.frames()));
        const auto peak = pump.pumpForPeak(count);
        if (!peak)
            return peak.error();
        quiet = *peak < threshold ? quiet + count : 0;
    }
    return pump.finish(songFrames);
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
