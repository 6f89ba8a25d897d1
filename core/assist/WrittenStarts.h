// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/StepGrid.h"
#include "core/song/Note.h"

#include <span>
#include <vector>

namespace continuo {

/// Where notes of one track would be written to begin. People play a little early and late: where most notes begin off the
/// network's grid, each quarter of a span is read as sixteenths or as triplets of eighths, whichever is nearer to what
/// begins in it, unless that would make notes begin together that were played one after another (by more than a step). Where
/// most begin on the grid, and of drums, whose groove the network knows, starts are as they are. `notes` are in song
/// time, by start, and those outside the grid stay where they are; so is the result.
std::vector<Tick> writtenStarts(std::span<const Note> notes, const StepGrid& grid, bool areDrums);

} // namespace continuo
