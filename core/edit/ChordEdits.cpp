// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/ChordEdits.h"

#include "core/edit/NoteEdits.h"

#include <algorithm>

namespace continuo {

Edit addChord(const Chord& chord, ChordStamp stamp, std::vector<NoteId> ids)
{
    std::vector<Note> notes;
    for (const Pitch pitch : chordPitches(chord, stamp.lowest)) {
        Note note;
        note.id = notes.size() < ids.size() ? ids[notes.size()] : NoteId();
        note.start = stamp.at;
        note.length = stamp.length;
        note.pitch = pitch;
        note.velocity = static_cast<std::uint8_t>(std::clamp(stamp.velocity, 1, 127));
        notes.push_back(note);
    }
    Edit edit = addNotes(stamp.track, std::move(notes));
    edit.name = "Add chord " + chord.name;
    return edit;
}

} // namespace continuo
