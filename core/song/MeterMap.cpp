// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/MeterMap.h"

#include <algorithm>

namespace continuo {

namespace {

Meter withinRange(Meter meter)
{
    meter.numerator = std::clamp(meter.numerator, 1, 255);
    int power = 1;
    while (power < meter.denominator && power < 128)
        power *= 2;
    meter.denominator = power;
    return meter;
}

/// Bars are counted no further than this; only a broken file has a time that far away.
constexpr std::int64_t kLastBar = 1'000'000'000;

int barNumber(int first, std::int64_t later)
{
    return static_cast<int>(std::min(first + later, kLastBar));
}

} // namespace

MeterMap::MeterMap() : MeterMap(std::vector<MeterChange>{}) {}

MeterMap::MeterMap(std::vector<MeterChange> changes) : changes_(std::move(changes))
{
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const MeterChange& a, const MeterChange& b) { return a.at < b.at; });
    stretches_.push_back({Tick(0), 1, Meter{}});
    for (MeterChange& change : changes_) {
        change.meter = withinRange(change.meter);
        const Tick at = std::max(change.at, Tick(0));
        const Stretch& last = stretches_.back();
        const Tick barLength = last.meter.barLength();
        const int firstBar = barNumber(last.firstBar, (at - last.begin + barLength - Tick(1)) / barLength);
        if (last.begin == at)
            stretches_.pop_back();
        stretches_.push_back({at, firstBar, change.meter});
    }
}

std::size_t MeterMap::stretchIndexAt(Tick at) const
{
    const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), at,
                                       [](Tick tick, const Stretch& stretch) { return tick < stretch.begin; });
    return next == stretches_.begin() ? 0 : static_cast<std::size_t>(next - stretches_.begin() - 1);
}

Meter MeterMap::meterAt(Tick at) const
{
    return stretches_[stretchIndexAt(at)].meter;
}

int MeterMap::barAt(Tick at) const
{
    at = std::max(at, Tick(0));
    const Stretch& stretch = stretches_[stretchIndexAt(at)];
    return barNumber(stretch.firstBar, (at - stretch.begin) / stretch.meter.barLength());
}

Range<Tick> MeterMap::bar(int number) const
{
    number = std::max(number, 1);
    const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), number,
                                       [](int bar, const Stretch& stretch) { return bar < stretch.firstBar; });
    const Stretch& stretch = *std::prev(next);
    const Tick begin = stretch.begin + stretch.meter.barLength() * (number - stretch.firstBar);
    Tick end = begin + stretch.meter.barLength();
    if (next != stretches_.end())
        end = std::min(end, next->begin);
    return {begin, end};
}

BarPosition MeterMap::position(Tick at) const
{
    at = std::max(at, Tick(0));
    const int number = barAt(at);
    const Tick into = at - bar(number).begin;
    const Tick beat = meterAt(at).beatLength();
    return {number, static_cast<int>(into / beat) + 1, into % beat};
}

Tick MeterMap::tick(BarPosition position) const
{
    const Tick begin = bar(position.bar).begin;
    return begin + meterAt(begin).beatLength() * (position.beat - 1) + position.offset;
}

} // namespace continuo
