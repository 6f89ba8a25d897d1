// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/MeterMap.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace continuo {

/// The grid that edits and drags round to. Its lines are counted from every bar line, so a triplet or dotted grid, or
/// one that does not divide the bar, begins anew with each bar.
struct SnapGrid {
    enum class Kind : std::uint8_t { Off, Straight, Triplet, Dotted, Quintuplet };

    int numerator = 1, denominator = 16;    ///< the step as a fraction of a whole note, before `kind`; both at least 1
    Kind kind = Kind::Straight;

    bool isOff() const { return kind == Kind::Off; }
    /// Distance of two lines: the fraction, two thirds of it (triplet), one and a half (dotted) or four fifths
    /// (quintuplet). 1 tick when off.
    Tick step() const;
    /// The nearest line; of two equally near ones the later. Never before 0.
    Tick snap(Tick at, const MeterMap& meters) const;
    /// The last line at or before.
    Tick snapDown(Tick at, const MeterMap& meters) const;
    /// The first line after.
    Tick next(Tick at, const MeterMap& meters) const;
    /// "1/16", "1/8 triplet", "1/4 dotted", "1/16 quintuplet", "Off".
    std::string name() const;
    bool operator==(const SnapGrid&) const = default;
};

/// What a menu offers: off, and from whole notes to 1/64, with triplets, dotted values and quintuplets.
std::span<const SnapGrid> commonSnapGrids();
/// The next finer or coarser of the common grids of its kind; the same at the end of them.
SnapGrid finer(const SnapGrid& grid);
SnapGrid coarser(const SnapGrid& grid);
/// The common grid with that fraction and kind; the nearest fraction of the kind where there is none.
SnapGrid asKind(const SnapGrid& grid, SnapGrid::Kind kind);
/// The finest common grid of the kind with steps at least that long; the coarsest when all are shorter.
SnapGrid finestGrid(SnapGrid::Kind kind, Tick atLeast);

/// The grid of commonSnapGrids() with this name.
std::optional<SnapGrid> snapGridNamed(std::string_view name);

} // namespace continuo
