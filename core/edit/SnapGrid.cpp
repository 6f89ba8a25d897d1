// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/SnapGrid.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <vector>

namespace continuo {

namespace {

using Kind = SnapGrid::Kind;

constexpr std::array<SnapGrid, 23> kCommon{{
    {1, 16, Kind::Off},
    {1, 1, Kind::Straight},
    {1, 2, Kind::Straight},
    {1, 2, Kind::Dotted},
    {1, 2, Kind::Triplet},
    {1, 4, Kind::Straight},
    {1, 4, Kind::Dotted},
    {1, 4, Kind::Triplet},
    {1, 4, Kind::Quintuplet},
    {1, 8, Kind::Straight},
    {1, 8, Kind::Dotted},
    {1, 8, Kind::Triplet},
    {1, 8, Kind::Quintuplet},
    {1, 16, Kind::Straight},
    {1, 16, Kind::Dotted},
    {1, 16, Kind::Triplet},
    {1, 16, Kind::Quintuplet},
    {1, 32, Kind::Straight},
    {1, 32, Kind::Dotted},
    {1, 32, Kind::Triplet},
    {1, 32, Kind::Quintuplet},
    {1, 64, Kind::Straight},
    {1, 64, Kind::Triplet},
}};

/// The place of the grid among the common ones of its kind, from coarse to fine; of the nearest step when it is not one.
std::size_t placeAmong(std::span<const SnapGrid> grids, Tick step)
{
    const auto distance = [step](const SnapGrid& grid) { return std::abs((grid.step() - step).value); };
    return static_cast<std::size_t>(std::ranges::min_element(grids, {}, distance) - grids.begin());
}

/// The common grids of the kind, from coarse to fine.
std::vector<SnapGrid> gridsOf(Kind kind)
{
    std::vector<SnapGrid> grids;
    std::ranges::copy_if(kCommon, std::back_inserter(grids), [kind](const SnapGrid& grid) { return grid.kind == kind; });
    return grids;
}

} // namespace

Tick SnapGrid::step() const
{
    const Tick plain = kTicksPerQuarter * 4 * numerator / denominator;
    switch (kind) {
    case Kind::Off: return Tick(1);
    case Kind::Straight: return std::max(plain, Tick(1));
    case Kind::Triplet: return std::max(plain * 2 / 3, Tick(1));
    case Kind::Dotted: return std::max(plain * 3 / 2, Tick(1));
    case Kind::Quintuplet: return std::max(plain * 4 / 5, Tick(1));
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
    case Kind::Quintuplet: return fraction + " quintuplet";
    }
    return fraction;
}

std::span<const SnapGrid> commonSnapGrids()
{
    return kCommon;
}

SnapGrid finer(const SnapGrid& grid)
{
    const std::vector<SnapGrid> grids = gridsOf(grid.kind);
    return grids[std::min(placeAmong(grids, grid.step()) + 1, grids.size() - 1)];
}

SnapGrid coarser(const SnapGrid& grid)
{
    const std::vector<SnapGrid> grids = gridsOf(grid.kind);
    const std::size_t place = placeAmong(grids, grid.step());
    return grids[place == 0 ? 0 : place - 1];
}

SnapGrid asKind(const SnapGrid& grid, Kind kind)
{
    const std::vector<SnapGrid> grids = gridsOf(kind);
    return grids[placeAmong(grids, SnapGrid{grid.numerator, grid.denominator, kind}.step())];
}

SnapGrid finestGrid(Kind kind, Tick atLeast)
{
    const std::vector<SnapGrid> grids = gridsOf(kind);
    const auto found = std::find_if(grids.rbegin(), grids.rend(), [atLeast](const SnapGrid& grid) { return grid.step() >= atLeast; });
    return found == grids.rend() ? grids.front() : *found;
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
