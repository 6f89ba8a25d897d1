// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/CellGrid.h"

#include <algorithm>
#include <array>
#include <limits>

namespace continuo {

namespace {

/// Parts of a cell, the simplest first.
constexpr std::array<int, 10> kAllParts{1, 2, 4, 3, 8, 6, 5, 16, 12, 10};
/// Those that music which is on no grid is moved to.
constexpr std::array<int, 6> kPlayedParts{1, 2, 4, 3, 8, 6};
/// What a part more must gain in nearness, in cells.
constexpr double kPartPrice = 0.012;
/// The shortest part without a tuplet: a 64th.
constexpr Tick kShortest = kTicksPerQuarter / 16;

constexpr TupletRatio kTriplet{3, 2}, kQuintuplet{5, 4};

/// Whether a cell can have so many parts.
bool divides(const Cell& cell, int parts)
{
    const bool isBinary = (parts & (parts - 1)) == 0;
    return isBinary ? cell.full / parts >= kShortest : cell.isWhole();
}

Tick nearestPart(const Cell& cell, int parts, Tick at)
{
    const std::int64_t part = cell.full.value / parts;
    const Tick offset = at - cell.ticks.begin;
    return std::min(cell.ticks.begin + Tick((offset.value + part / 2) / part * part), cell.ticks.end);
}

Tick distance(Tick a, Tick b)
{
    return a < b ? b - a : a - b;
}

int partsFor(const Cell& cell, std::span<const Tick> times, Tick tolerance)
{
    for (const int parts : kAllParts)
        if (divides(cell, parts) && std::all_of(times.begin(), times.end(), [&](Tick at) {
                return distance(nearestPart(cell, parts, at), at) <= tolerance;
            }))
            return parts;
    int best = 1;
    double bestPrice = std::numeric_limits<double>::infinity();
    for (const int parts : kPlayedParts) {
        if (!divides(cell, parts))
            continue;
        double off = 0;
        for (const Tick at : times)
            off += static_cast<double>(distance(nearestPart(cell, parts, at), at).value);
        const double price = off / static_cast<double>(times.size()) / static_cast<double>(cell.full.value) + kPartPrice * parts;
        if (price < bestPrice) {
            best = parts;
            bestPrice = price;
        }
    }
    return best;
}

} // namespace

Cell cellAt(const MeterMap& meters, Tick at)
{
    const Range<Tick> bar = meters.bar(meters.barAt(at));
    const Tick full = std::min(kTicksPerQuarter, meters.meterAt(bar.begin).beatLength());
    const Tick begin = bar.begin + full * ((at - bar.begin) / full);
    return {{begin, std::min(begin + full, bar.end)}, full};
}

CellGrid::CellGrid(const MeterMap& meters, std::span<const Tick> times, Tick tolerance) : meters_(meters)
{
    std::vector<Tick> sorted(times.begin(), times.end());
    std::sort(sorted.begin(), sorted.end());
    for (auto first = sorted.begin(); first != sorted.end();) {
        const Cell cell = cellAt(meters, *first);
        const auto last = std::find_if(first, sorted.end(), [&](Tick at) { return at >= cell.ticks.end; });
        parts_[cell.ticks.begin] = partsFor(cell, {first, last}, tolerance);
        first = last;
    }
}

int CellGrid::partsAt(Tick cellBegin) const
{
    const auto found = parts_.find(cellBegin);
    return found == parts_.end() ? 1 : found->second;
}

Tick CellGrid::nearest(Tick at) const
{
    const Cell cell = cellAt(meters_, at);
    return nearestPart(cell, partsAt(cell.ticks.begin), at);
}

Tick CellGrid::stepAt(Tick at) const
{
    const Cell cell = cellAt(meters_, at);
    return std::min(cell.full / partsAt(cell.ticks.begin), cell.ticks.end - at);
}

Tick finestStep(Tick full, TupletRatio ratio)
{
    return full / (ratio.actual * (ratio == kTriplet ? 4 : 2));
}

TupletRatio tupletOf(Tick full, std::span<const Tick> times)
{
    const auto allOn = [&](Tick step) {
        return std::all_of(times.begin(), times.end(), [&](Tick at) { return at % step == Tick(0); });
    };
    if (allOn(kShortest))
        return {1, 1};
    return allOn(finestStep(full, kTriplet)) ? kTriplet : kQuintuplet;
}

} // namespace continuo
