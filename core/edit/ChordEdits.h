// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/theory/Chord.h"

#include <vector>

namespace continuo {

/// Where and how a chord is put into a track.
struct ChordStamp {
    TrackId track;
    Tick at;
    Tick length = kTicksPerQuarter;
    int velocity = 80;
    Pitch lowest{48};       ///< its bass is the first one at or above
};

/// Adds the chord in close position. `ids` come from Document::newNoteId, as many as chordPitches() gives.
Edit addChord(const Chord& chord, ChordStamp stamp, std::vector<NoteId> ids);

} // namespace continuo
