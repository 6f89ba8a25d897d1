// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <optional>
#include <vector>

namespace continuo {

/// What became of a note.
enum class NoteChange : std::uint8_t {
    Same,       ///< start, length and pitch are as they were
    Pitch,      ///< another pitch at the same place; the length may differ too
    Length,     ///< another length
    Time,       ///< the same pitch up to a quarter earlier or later
    Added,
    Removed,
};

/// A note before and after, in song time. `before` is missing when it was added, `after` when it was removed.
struct NoteDifference {
    TrackId track;
    NoteChange change = NoteChange::Same;
    std::optional<Note> before, after;

    Tick start() const { return after ? after->start : before->start; }
};

/// What the suggestion would change: each note that it brings, paired with one that it replaces where both are alike
/// enough to be one note, and those it takes away. By track as in the song, added ones last, then by start and pitch.
/// Notes that stay because they are locked are left out.
std::vector<NoteDifference> differencesOf(const Song& song, const Suggestion& suggestion);

} // namespace continuo
