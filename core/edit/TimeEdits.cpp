// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TimeEdits.h"

#include <algorithm>
#include <numeric>

namespace continuo {

namespace {

bool isMarkerAt(const TrackEvent& event, Tick at)
{
    return event.isMeta(meta::kMarker) && event.at == at;
}

template <typename Change>
std::vector<Change> withoutChangesAt(std::span<const Change> changes, Tick at)
{
    std::vector<Change> left;
    std::ranges::copy_if(changes, std::back_inserter(left), [at](const Change& change) { return change.at != at; });
    return left;
}

} // namespace

std::vector<Marker> markersOf(const Song& song)
{
    std::vector<Marker> markers;
    for (const TrackEvent& event : song.conductor)
        if (event.isMeta(meta::kMarker))
            markers.push_back({event.at, event.payload});
    return markers;
}

Edit setMarker(Tick at, std::string name)
{
    at = std::max(at, Tick(0));
    const bool isEmpty = name.find_first_not_of(" \t") == std::string::npos;
    return {isEmpty ? "Remove marker" : "Set marker",
            [at, isEmpty, name = std::move(name)](const Song& song) {
                Song changed = song;
                std::erase_if(changed.conductor, [at](const TrackEvent& event) { return isMarkerAt(event, at); });
                if (isEmpty)
                    return changed;
                TrackEvent marker;
                marker.at = at;
                marker.status = 0xFF;
                marker.data1 = meta::kMarker;
                marker.payload = name;
                changed.conductor.insert(std::ranges::upper_bound(changed.conductor, at, {}, &TrackEvent::at), marker);
                return changed;
            },
            {}};
}

Edit removeChangesAt(Tick at)
{
    return {"Remove changes",
            [at](const Song& song) {
                Song changed = song;
                std::erase_if(changed.conductor, [at](const TrackEvent& event) { return isMarkerAt(event, at); });
                if (at > Tick(0)) {
                    changed.tempo = TempoMap(withoutChangesAt<TempoChange>(song.tempo.changes(), at));
                    changed.meters = MeterMap(withoutChangesAt<MeterChange>(song.meters.changes(), at));
                    changed.keys = withoutChangesAt<KeyChange>(song.keys, at);
                }
                return changed;
            },
            {}};
}

Edit setPickUp(Tick length)
{
    return {"Set pick-up bar",
            [length](const Song& song) {
                constexpr std::int64_t kFinest = 64;
                constexpr Tick kWhole{kTicksPerQuarter.value * 4};
                const Meter meter = song.meters.meterAt(Tick(0));
                const Tick unit = kWhole / kFinest;
                if (length <= Tick(0) || length >= meter.barLength() || length % unit != Tick(0))
                    return song;
                const std::int64_t parts = length / unit, common = std::gcd(parts, kFinest);
                Meter pickUp = meter;
                pickUp.numerator = static_cast<int>(parts / common);
                pickUp.denominator = static_cast<int>(kFinest / common);
                std::vector<MeterChange> changes{{Tick(0), pickUp}, {length, meter}};
                for (const MeterChange& change : song.meters.changes())
                    if (change.at > length)
                        changes.push_back(change);
                Song changed = song;
                changed.meters = MeterMap(std::move(changes));
                return changed;
            },
            {}};
}

} // namespace continuo
