// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteRef.h"

#include <algorithm>
#include <set>

namespace continuo {

std::vector<TrackNote> notesOf(const Song& song, std::span<const NoteRef> notes)
{
    const std::set<NoteRef> wanted(notes.begin(), notes.end());
    std::vector<TrackNote> found;
    for (const auto& track : song.tracks) {
        const bool isNamed = std::any_of(notes.begin(), notes.end(),
                                         [&track](const NoteRef& ref) { return ref.track == track->id; });
        if (!isNamed)
            continue;
        for (const Note& note : notesInSongTime(*track))
            if (wanted.contains({track->id, note.id}))
                found.push_back({track->id, note});
    }
    return found;
}

} // namespace continuo
