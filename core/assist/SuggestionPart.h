// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <optional>
#include <vector>

namespace continuo {

/// What can be accepted of a suggestion by itself: one of its bars, or one of its tracks.
struct SuggestionPart {
    Range<Tick> time;                   ///< inside the target
    std::optional<TrackId> track;       ///< none: all tracks

    bool has(const SuggestedNote& note) const { return time.contains(note.note.start) && (!track || *track == note.track); }
    bool operator==(const SuggestionPart&) const = default;
};

/// The bars of the suggestion that hold notes, from left to right, then its tracks when it has several, in the song's
/// order, those that it adds last.
std::vector<SuggestionPart> partsOf(const Song& song, const Suggestion& suggestion);

/// The suggestion reduced to the part: the song with it (withSuggestion) has the part and is otherwise as it was.
Suggestion onlyPart(const Suggestion& suggestion, const SuggestionPart& part);

/// What is left to accept of the suggestion, or of another one for the same bars, when the part has been accepted.
/// `accepted` are the notes that came of it: they stay when the rest is accepted too.
Suggestion withoutPart(const Suggestion& suggestion, const SuggestionPart& part, const std::vector<NoteId>& accepted);

/// The song with its last id beyond those of the tracks that the suggestion adds, so that accepting one of them leaves
/// the ids of the others free.
Song withRoomFor(const Song& song, const Suggestion& suggestion);

} // namespace continuo
