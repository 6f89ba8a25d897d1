// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/FluidsynthTiming.h"

#include <algorithm>
#include <span>
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

} // namespace

std::unique_ptr<const PlaybackPlan> withFluidsynthTiming(std::unique_ptr<const PlaybackPlan> plan, std::uint16_t division,
                                                         int sampleRate)
{
    if (division == 0 || (division & kSmpte) != 0)
        return plan;
    const auto events = plan->events();
    const auto tempi = plan->tempo().changes();
    Clock clock(division, sampleRate);
    std::vector<double> seconds;
    seconds.reserve(events.size());
    std::size_t tempo = 0;
    for (std::int64_t block = 0; seconds.size() < events.size(); ++block) {
        const std::int64_t now = clock.ticksAt(block);
        while (seconds.size() < events.size() && inFileTicks(events[seconds.size()].at, division) <= now)
            seconds.push_back(static_cast<double>((block + 1) * kBlock) / sampleRate);
        for (; tempo < tempi.size() && inFileTicks(tempi[tempo].at, division) <= now; ++tempo)
            clock.setTempo(tempi[tempo].microsecondsPerQuarter);
    }
    return std::make_unique<const PlaybackPlan>(plan->withTimes(seconds));
}

} // namespace continuo
