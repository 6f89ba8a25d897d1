// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Track.h"

#include <algorithm>

namespace continuo {

std::size_t Track::noteCount() const
{
    std::size_t count = 0;
    for (const auto& clip : clips)
        count += clip->notes.size();
    return count;
}

Tick Track::lastNoteEnd() const
{
    Tick last;
    for (const auto& clip : clips)
        for (const Note& note : clip->notes)
            last = std::max(last, clip->start + note.end());
    return last;
}

std::vector<Note> notesInSongTime(const Track& track)
{
    std::vector<Note> notes;
    notes.reserve(track.noteCount());
    for (const auto& clip : track.clips)
        for (const Note& note : clip->notes)
            notes.push_back(inSongTime(note, *clip));
    if (!std::is_sorted(notes.begin(), notes.end(), comesBefore))
        std::stable_sort(notes.begin(), notes.end(), comesBefore);
    return notes;
}

} // namespace continuo
