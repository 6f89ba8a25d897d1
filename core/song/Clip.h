// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "core/base/Range.h"
#include "core/song/Note.h"

#include <span>
#include <vector>

namespace continuo {

/// Notes that belong together, placed in the song. A value: change a copy.
struct Clip {
    ClipId id;
    Tick start;               ///< in the song
    Tick length;              ///< 0 or more; notes may lie beyond it
    std::vector<Note> notes;  ///< sorted by comesBefore

    /// Notes that start in [range.begin, range.end), in clip time; a note that started earlier and still sounds
    /// is not included. Needs sorted notes.
    std::span<const Note> notesStartingIn(Range<Tick> range) const;
    /// The note with this id, or null.
    const Note* find(NoteId wanted) const;
    bool operator==(const Clip&) const = default;
};

/// A copy whose notes are in order.
Clip withSortedNotes(Clip clip);

} // namespace continuo
