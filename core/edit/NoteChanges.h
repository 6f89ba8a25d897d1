// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace continuo {

// What the families of note edits are made of: changed copies of a song, with notes in song time. Notes and tracks that
// the song does not have are left out; clips whose notes stay the same are shared with the given song.

/// What becomes of a note; nothing means that it goes.
using NoteChange = std::function<std::optional<Note>(const Note&)>;

/// "Move note", "Move 3 notes".
std::string counted(const std::string& verb, std::size_t count);

/// Every named note becomes what `change` makes of it.
Song withNotesChanged(const Song& song, std::span<const NoteRef> notes, const NoteChange& change);
/// Every note whose track and id are given becomes the given one.
Song withNotesReplaced(const Song& song, std::span<const TrackNote> notes);
/// The notes are added; one without an id, or with an id that the song uses, gets a new one. Values outside their range
/// are brought into it.
Song withNotesAdded(const Song& song, std::span<const TrackNote> notes);

/// An edit that changes every named note by itself.
Edit changeEach(std::string name, std::vector<NoteRef> notes, NoteChange change);

/// The notes that `notesOf` found, track by track; each part in order and not empty.
std::vector<std::span<TrackNote>> byTrack(std::span<TrackNote> notes);

} // namespace continuo
