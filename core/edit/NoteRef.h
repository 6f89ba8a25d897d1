// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <compare>
#include <span>
#include <vector>

namespace continuo {

/// Names one note of a song. It stays valid through edits and undo for as long as the note exists.
struct NoteRef {
    TrackId track;
    NoteId note;
    constexpr auto operator<=>(const NoteRef&) const = default;
};

/// A note with the track it belongs to; in song time.
struct TrackNote {
    TrackId track;
    Note note;
    bool operator==(const TrackNote&) const = default;
};

/// The named notes that the song has, in song time; by track as in the song, then in order. What copying takes along.
std::vector<TrackNote> notesOf(const Song& song, std::span<const NoteRef> notes);

} // namespace continuo
