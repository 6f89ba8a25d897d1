// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/FluidsynthTiming.h"

#include <algorithm>
#include <array>
#include <vector>

namespace continuo {

namespace {

constexpr std::int64_t kBlock = 64; ///< frames
constexpr std::uint16_t kSmpte = 0x8000;

/// The program's own clock, in the types that it counts in: their rounding is what matters.
class Clock {
public:
    Clock(std::uint16_t division, int sampleRate) : division_(division), sampleRate_(sampleRate) { setTempo(500'000); }

    /// File ticks at the look before the block of that number.
    std::int64_t ticksAt(std::int64_t block)
    {
        milliseconds_ = static_cast<std::int64_t>(1000.0 * static_cast<double>(block * kBlock) / sampleRate_);
        const double since = static_cast<double>(milliseconds_ - beginMilliseconds_);
        ticks_ = beginTicks_ + static_cast<std::int64_t>(since / static_cast<double>(tickMilliseconds_) + 0.5);
        return ticks_;
    }

    /// From the last look on.
    void setTempo(std::uint32_t microsecondsPerQuarter)
    {
        tickMilliseconds_ = static_cast<float>(microsecondsPerQuarter) / static_cast<float>(division_) / 1000.0f;
        beginMilliseconds_ = milliseconds_;
        beginTicks_ = ticks_;
    }

private:
    std::uint16_t division_;
    double sampleRate_;
    float tickMilliseconds_ = 1;
    std::int64_t milliseconds_ = 0, ticks_ = 0;           ///< at the last look
    std::int64_t beginMilliseconds_ = 0, beginTicks_ = 0; ///< of the tempo in force
};

std::int64_t inFileTicks(Tick at, std::uint16_t division)
{
    return (at.value * division + kTicksPerQuarter.value / 2) / kTicksPerQuarter.value;
}

/// The number of the first track that plays each channel.
std::array<std::size_t, kChannels> firstTracks(const Song& song)
{
    std::array<std::size_t, kChannels> first{};
    first.fill(song.tracks.size());
    for (std::size_t i = song.tracks.size(); i-- > 0;)
        first[static_cast<std::size_t>(song.tracks[i]->channel)] = i;
    return first;
}

} // namespace

std::unique_ptr<const PlaybackPlan> withFluidsynthTiming(std::unique_ptr<const PlaybackPlan> plan, const Song& song, int sampleRate)
{
    const std::uint16_t division = song.layout.division;
    if (division == 0 || (division & kSmpte) != 0)
        return plan;
    std::vector<PlaybackEvent> events(plan->events().begin(), plan->events().end());
    const auto tempi = plan->tempo().changes();
    Clock clock(division, sampleRate);
    std::size_t next = 0, tempo = 0;
    for (std::int64_t block = 0; next < events.size(); ++block) {
        const std::int64_t now = clock.ticksAt(block);
        for (; next < events.size() && inFileTicks(events[next].at, division) <= now; ++next)
            events[next].seconds = static_cast<double>((block + 1) * kBlock) / sampleRate;
        for (; tempo < tempi.size() && inFileTicks(tempi[tempo].at, division) <= now; ++tempo)
            clock.setTempo(tempi[tempo].microsecondsPerQuarter);
    }
    const auto first = firstTracks(song);
    const auto track = [&first](const PlaybackEvent& event) {
        return event.message.kind() == MidiMessage::System ? 0 : first[static_cast<std::size_t>(event.message.channel())] + 1;
    };
    std::stable_sort(events.begin(), events.end(), [&](const PlaybackEvent& a, const PlaybackEvent& b) {
        return a.seconds != b.seconds ? a.seconds < b.seconds : track(a) < track(b);
    });
    return std::make_unique<const PlaybackPlan>(plan->withEvents(std::move(events)));
}

} // namespace continuo
