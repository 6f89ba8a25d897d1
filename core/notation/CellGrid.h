// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notation/NoteValue.h"
#include "core/song/MeterMap.h"

#include <map>
#include <span>
#include <vector>

namespace continuo {

/// A beat, or half of one where beats are eighths: what a tuplet fills.
struct Cell {
    Range<Tick> ticks;       ///< shorter than `full` where a bar ends early
    Tick full;

    bool isWhole() const { return ticks.end - ticks.begin == full; }
};

/// The cell that holds the tick.
Cell cellAt(const MeterMap& meters, Tick at);

/// Into how many equal parts each cell of a track is divided, so that what is written begins and ends on them.
class CellGrid {
public:
    /// Chooses for each cell that one of the times falls into: the coarsest grid that has all of them, else the one that is
    /// simple and near. Times within `tolerance` of a grid are on it.
    CellGrid(const MeterMap& meters, std::span<const Tick> times, Tick tolerance);

    /// The nearest time that can be written.
    Tick nearest(Tick at) const;
    /// The length of a part at a time that can be written.
    Tick stepAt(Tick at) const;

private:
    int partsAt(Tick cellBegin) const;

    const MeterMap& meters_;
    std::map<Tick, int> parts_; ///< by where the cell begins; 1 elsewhere
};

/// The length of which all times in a tuplet that fills a cell of that length are multiples.
Tick finestStep(Tick full, TupletRatio ratio);

/// The tuplet in which those times inside a whole cell, counted from its begin, can be written; 1 to 1 without one.
TupletRatio tupletOf(Tick full, std::span<const Tick> times);

} // namespace continuo
