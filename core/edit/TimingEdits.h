// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"
#include "core/edit/SnapGrid.h"

#include <vector>

namespace continuo {

// What one does to the times of notes.

/// How notes are drawn to a grid.
struct Quantization {
    /// Which ends of a note go; where only starts go, lengths stay.
    enum class Ends : std::uint8_t { Starts, StartsAndEnds, EndsOnly };

    SnapGrid grid;
    double strength = 1.0;   ///< 0 leaves an end where it is, 1 puts it onto the line
    double swing = 0.5;      ///< how much of two steps the first one takes, 0.5 (straight) .. 0.75; 2/3 swings in triplets
    Ends ends = Ends::Starts;
    Tick beyond{};           ///< what is no farther than this from its line stays
};

/// Draws every note towards the nearest line of the grid. A note keeps at least 1 tick.
Edit quantizeNotes(std::vector<NoteRef> notes, Quantization how);

/// At least 1 tick.
Edit setLength(std::vector<NoteRef> notes, Tick length);
/// Every note becomes half as long again; a dotted half, quarter ... loses its dot instead.
Edit toggleDots(std::vector<NoteRef> notes);
/// The length with the dot put or taken, as toggleDots() does it.
Tick withDotToggled(Tick length);

/// Every note ends where the next of these notes in its track starts; the last ones stay as they are.
Edit legatoNotes(std::vector<NoteRef> notes);

/// Plays them backwards: the stretch that they fill is turned round in time.
Edit reverseNotes(std::vector<NoteRef> notes);

/// Maps the stretch `from` onto `to` and the notes with it; starts and ends are rounded to the nearest tick. Nothing
/// changes when one of the two is empty or a note would start before 0.
Edit stretchNotes(std::vector<NoteRef> notes, Range<Tick> from, Range<Tick> to);
/// Makes the stretch that they fill `factor` times as long, from its begin on.
Edit stretchNotes(std::vector<NoteRef> notes, double factor);

} // namespace continuo
