// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteRef.h"

#include <algorithm>
#include <iterator>

namespace continuo {

std::vector<TrackNote> notesOf(const Song& song, std::span<const NoteRef> notes)
{
    std::vector<NoteRef> wanted(notes.begin(), notes.end());
    std::sort(wanted.begin(), wanted.end());
    std::vector<TrackNote> found;
    for (const auto& track : song.tracks) {
        const auto first = std::lower_bound(wanted.begin(), wanted.end(), NoteRef{track->id, NoteId(0)});
        const auto last = std::find_if(first, wanted.end(), [&track](const NoteRef& ref) { return ref.track != track->id; });
        if (first == last)
            continue;
        std::vector<NoteId> ids;
        std::transform(first, last, std::back_inserter(ids), [](const NoteRef& ref) { return ref.note; });
        const auto already = static_cast<std::ptrdiff_t>(found.size());
        for (const auto& clip : track->clips)
            clip->notes.eachOf(ids, [&](const Note& note) { found.push_back({track->id, inSongTime(note, *clip)}); });
        std::stable_sort(found.begin() + already, found.end(),
                         [](const TrackNote& a, const TrackNote& b) { return comesBefore(a.note, b.note); });
    }
    return found;
}

} // namespace continuo
