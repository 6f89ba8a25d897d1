// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <span>
#include <vector>

namespace continuo {

// Adding, erasing, moving and resizing notes: what gestures do. Notes may belong to several tracks; those that are gone
// when the edit is applied are left out. PitchEdits, TimingEdits, FeelEdits, VelocityEdits and PieceEdits hold the rest.

/// How far notes go, in time and in pitch.
struct NoteMove {
    Tick ticks;
    int semitones = 0;
    bool operator==(const NoteMove&) const = default;
};

/// Which end of a note is taken hold of.
enum class NoteEdge : std::uint8_t { Start, End };

/// Adds notes, given in song time. Their ids come from Document::newNoteId; an id that the song uses is replaced by a
/// new one. Values outside their range are brought into it.
Edit addNotes(std::vector<TrackNote> notes);
Edit addNotes(TrackId track, std::vector<Note> notes);

Edit eraseNotes(std::vector<NoteRef> notes);

/// Moves all of them, or none when one of them would go below tick 0 or leave the pitches 0..127.
Edit moveNotes(std::vector<NoteRef> notes, NoteMove move);
/// The part of the move that the whole group can go: cut at tick 0 and at the pitches 0 and 127. For dragging.
NoteMove possibleMove(const Song& song, std::span<const NoteRef> notes, NoteMove wanted);
/// Up or down by semitones: all of them, or none when one would leave the pitches 0..127.
Edit transposeNotes(std::vector<NoteRef> notes, int semitones);

/// Moves one edge of every note by so many ticks. A note does not start before 0 and does not get shorter than
/// `shortest` (at least 1 tick); one that is shorter already does not get shorter still.
Edit resizeNotes(std::vector<NoteRef> notes, NoteEdge edge, Tick by, Tick shortest = Tick(1));

/// Adds copies that start `by` ticks later (or earlier) than their originals; none when one would start before 0.
/// `copies` are ids from Document::newNoteId, one for every note in the order of `notes`.
Edit duplicateNotes(std::vector<NoteRef> notes, std::vector<NoteId> copies, Tick by);

/// A muted note stays in the song and does not sound.
Edit muteNotes(std::vector<NoteRef> notes);
Edit unmuteNotes(std::vector<NoteRef> notes);
/// Suggestions leave a pinned note as it is.
Edit pinNotes(std::vector<NoteRef> notes);
Edit unpinNotes(std::vector<NoteRef> notes);

} // namespace continuo
