// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/SnapGrid.h"

#include <algorithm>
#include <array>

namespace continuo {

namespace {

using Kind = SnapGrid::Kind;

constexpr std::array<SnapGrid, 17> kCommon{{
    {1, 16, Kind::Off},
    {1, 1, Kind::Straight},
    {1, 2, Kind::Straight},
    {1, 2, Kind::Dotted},
    {1, 2, Kind::Triplet},
    {1, 4, Kind::Straight},
    {1, 4, Kind::Dotted},
    {1, 4, Kind::Triplet},
    {1, 8, Kind::Straight},
    {1, 8, Kind::Dotted},
    {1, 8, Kind::Triplet},
    {1, 16, Kind::Straight},
    {1, 16, Kind::Dotted},
    {1, 16, Kind::Triplet},
    {1, 32, Kind::Straight},
    {1, 32, Kind::Triplet},
    {1, 64, Kind::Straight},
}};

} // namespace

Tick SnapGrid::step() const
{
    const Tick plain = kTicksPerQuarter * 4 * numerator / denominator;
    switch (kind) {
    case Kind::Off: return Tick(1);
    case Kind::Straight: return std::max(plain, Tick(1));
    case Kind::Triplet: return std::max(plain * 2 / 3, Tick(1));
    case Kind::Dotted: return std::max(plain * 3 / 2, Tick(1));
    }
    return Tick(1);
}

Tick SnapGrid::snapDown(Tick at, const MeterMap& meters) const
{
    at = std::max(at, Tick(0));
    const Tick barBegin = meters.bar(meters.barAt(at)).begin;
    return at - (at - barBegin) % step();
}

Tick SnapGrid::next(Tick at, const MeterMap& meters) const
{
    at = std::max(at, Tick(0));
    const Tick barEnd = meters.bar(meters.barAt(at)).end;
    return std::min(snapDown(at, meters) + step(), barEnd);
}

Tick SnapGrid::snap(Tick at, const MeterMap& meters) const
{
    at = std::max(at, Tick(0));
    const Tick before = snapDown(at, meters);
    const Tick after = next(at, meters);
    return at - before < after - at ? before : after;
}

std::string SnapGrid::name() const
{
    const std::string fraction = std::to_string(numerator) + "/" + std::to_string(denominator);
    switch (kind) {
    case Kind::Off: return "Off";
    case Kind::Straight: return fraction;
    case Kind::Triplet: return fraction + " triplet";
    case Kind::Dotted: return fraction + " dotted";
    }
    return fraction;
}

std::span<const SnapGrid> commonSnapGrids()
{
    return kCommon;
}

std::optional<SnapGrid> snapGridNamed(std::string_view name)
{
    const auto found = std::find_if(kCommon.begin(), kCommon.end(),
                                    [name](const SnapGrid& grid) { return grid.name() == name; });
    if (found == kCommon.end())
        return std::nullopt;
    return *found;
}

} // namespace continuo
