// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/TempoMap.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

double secondsPerTick(std::uint32_t microsecondsPerQuarter)
{
    return microsecondsPerQuarter * 1e-6 / static_cast<double>(kTicksPerQuarter.value);
}

} // namespace

TempoMap::TempoMap() : TempoMap(std::vector<TempoChange>{}) {}

TempoMap::TempoMap(std::vector<TempoChange> changes) : changes_(std::move(changes))
{
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const TempoChange& a, const TempoChange& b) { return a.at < b.at; });
    stretches_.push_back({Tick(0), 0.0, secondsPerTick(TempoChange{}.microsecondsPerQuarter)});
    for (TempoChange& change : changes_) {
        change.microsecondsPerQuarter = std::max<std::uint32_t>(change.microsecondsPerQuarter, 1);
        const Tick at = std::max(change.at, Tick(0));
        const Stretch& last = stretches_.back();
        const double begin = last.beginSeconds + static_cast<double>((at - last.begin).value) * last.secondsPerTick;
        if (last.begin == at)
            stretches_.pop_back();
        stretches_.push_back({at, begin, secondsPerTick(change.microsecondsPerQuarter)});
    }
}

const TempoMap::Stretch& TempoMap::stretchAt(Tick at) const
{
    const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), at,
                                       [](Tick tick, const Stretch& stretch) { return tick < stretch.begin; });
    return next == stretches_.begin() ? stretches_.front() : *std::prev(next);
}

double TempoMap::bpmAt(Tick at) const
{
    return 60.0 / (stretchAt(at).secondsPerTick * static_cast<double>(kTicksPerQuarter.value));
}

double TempoMap::seconds(Tick at) const
{
    const Stretch& stretch = stretchAt(at);
    return stretch.beginSeconds + static_cast<double>((at - stretch.begin).value) * stretch.secondsPerTick;
}

Tick TempoMap::tick(double seconds) const
{
    const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), seconds,
                                       [](double at, const Stretch& stretch) { return at < stretch.beginSeconds; });
    const Stretch& stretch = next == stretches_.begin() ? stretches_.front() : *std::prev(next);
    return stretch.begin + Tick(std::llround((seconds - stretch.beginSeconds) / stretch.secondsPerTick));
}

} // namespace continuo
