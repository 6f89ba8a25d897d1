// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/BarEdits.h"

#include "core/edit/Splice.h"

#include <algorithm>
#include <vector>

namespace continuo {

namespace {

std::string barsText(int first, int last)
{
    return first == last ? "bar " + std::to_string(first) : "bars " + std::to_string(first) + " to " + std::to_string(last);
}

/// Of the bars to be put before that one.
Meter meterBefore(const MeterMap& meters, int bar)
{
    if (bar > 1)
        return meters.meterAt(meters.bar(bar - 1).begin);
    const Meter first = meters.meterAt(Tick(0)), second = meters.meterAt(meters.bar(2).begin);
    return first.barLength() < second.barLength() ? second : first;
}

} // namespace

Edit insertBars(int before, int count)
{
    before = std::max(before, 1);
    count = std::max(count, 1);
    return {count == 1 ? "Insert bar" : "Insert " + std::to_string(count) + " bars",
            [before, count](const Song& song) {
                const Tick at = song.meters.bar(before).begin;
                const Meter meter = meterBefore(song.meters, before);
                const Segment silence{{}, meter.barLength() * count, meter};
                std::vector<Segment> segments;
                if (at > Tick(0))
                    segments.push_back({{Tick(0), at}});
                segments.push_back(silence);
                segments.push_back({{at, kEndless}});
                return spliced(song, segments);
            },
            {}};
}

Edit removeBars(int first, int last)
{
    first = std::max(first, 1);
    last = std::max(last, first);
    return {"Remove " + barsText(first, last),
            [first, last](const Song& song) {
                const Range<Tick> bars = song.meters.bars(first, last);
                std::vector<Segment> segments;
                if (bars.begin > Tick(0))
                    segments.push_back({{Tick(0), bars.begin}});
                segments.push_back({{bars.end, kEndless}});
                return spliced(song, segments);
            },
            {}};
}

Edit repeatBars(int first, int last, int times)
{
    first = std::max(first, 1);
    last = std::max(last, first);
    times = std::max(times, 1);
    return {"Repeat " + barsText(first, last),
            [first, last, times](const Song& song) {
                const Range<Tick> bars = song.meters.bars(first, last);
                std::vector<Segment> segments{{{Tick(0), bars.end}}};
                segments.insert(segments.end(), static_cast<std::size_t>(times), Segment{bars});
                segments.push_back({{bars.end, kEndless}});
                return spliced(song, segments);
            },
            {}};
}

} // namespace continuo
