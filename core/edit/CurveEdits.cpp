// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/CurveEdits.h"

#include <algorithm>
#include <utility>

namespace continuo {

namespace {

constexpr int kController = 0xB0, kBend = 0xE0, kBendMiddle = 8192;

bool belongsTo(const TrackEvent& event, const Track& track, Curve curve)
{
    if (curve.controller == Curve::kPitchBend)
        return event.status == (kBend | track.channel);
    return event.status == (kController | track.channel) && event.data1 == curve.controller;
}

int valueOf(const TrackEvent& event, Curve curve)
{
    return curve.controller == Curve::kPitchBend ? (event.data1 | event.data2 << 7) - kBendMiddle : event.data2;
}

TrackEvent eventOf(CurvePoint point, const Track& track, Curve curve)
{
    TrackEvent event;
    event.at = point.at;
    if (curve.controller == Curve::kPitchBend) {
        const int bend = point.value + kBendMiddle;
        event.status = static_cast<std::uint8_t>(kBend | track.channel);
        event.data1 = static_cast<std::uint8_t>(bend & 127);
        event.data2 = static_cast<std::uint8_t>(bend >> 7);
    } else {
        event.status = static_cast<std::uint8_t>(kController | track.channel);
        event.data1 = static_cast<std::uint8_t>(curve.controller);
        event.data2 = static_cast<std::uint8_t>(point.value);
    }
    return event;
}

/// What the curve is in force at the tick, before what comes at the tick itself.
int valueBefore(const Track& track, Curve curve, Tick at)
{
    int value = curve.resting();
    for (const TrackEvent& event : track.events)
        if (event.at < at && belongsTo(event, track, curve))
            value = valueOf(event, curve);
    return value;
}

} // namespace

int Curve::resting() const
{
    switch (controller) {
    case 7: return 100;
    case 10: return 64;
    case 11: return 127;
    default: return 0;
    }
}

std::vector<CurvePoint> pointsOf(const Track& track, Curve curve)
{
    std::vector<CurvePoint> points;
    for (const TrackEvent& event : track.events)
        if (belongsTo(event, track, curve))
            points.push_back({event.at, valueOf(event, curve)});
    return points;
}

int valueAt(const Track& track, Curve curve, Tick at)
{
    return valueBefore(track, curve, at + Tick(1));
}

Edit drawCurve(TrackId track, Curve curve, Range<Tick> range, std::vector<CurvePoint> points)
{
    range.begin = std::max(range.begin, Tick(0));
    std::erase_if(points, [range](const CurvePoint& point) { return !range.contains(point.at); });
    for (CurvePoint& point : points)
        point.value = std::clamp(point.value, curve.lowest(), curve.highest());
    std::ranges::stable_sort(points, {}, &CurvePoint::at);
    return {curve.controller == Curve::kPitchBend ? "Draw pitch bend" : "Draw controller",
            [track, curve, range, points = std::move(points)](const Song& song) {
                const Track* found = song.findTrack(track);
                if (!found || range.isEmpty())
                    return song;
                Track changed = *found;
                std::erase_if(changed.events, [&](const TrackEvent& event) {
                    return range.contains(event.at) && belongsTo(event, *found, curve);
                });
                const bool goesOnByItself = std::ranges::any_of(changed.events, [&](const TrackEvent& event) {
                    return event.at == range.end && belongsTo(event, *found, curve);
                });
                int value = valueBefore(*found, curve, range.begin);
                const auto put = [&](CurvePoint point) {
                    if (std::exchange(value, point.value) != point.value)
                        changed.events.insert(std::ranges::upper_bound(changed.events, point.at, {}, &TrackEvent::at),
                                              eventOf(point, *found, curve));
                };
                for (const CurvePoint& point : points)
                    put(point);
                if (!goesOnByItself)
                    put({range.end, valueBefore(*found, curve, range.end)});
                return withTrack(song, std::move(changed));
            },
            {}};
}

} // namespace continuo
