// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Clip.h"

#include <algorithm>

namespace continuo {

std::span<const Note> Clip::notesStartingIn(Range<Tick> range) const
{
    if (range.isEmpty())
        return {};
    const auto before = [](const Note& note, Tick at) { return note.start < at; };
    const auto first = std::lower_bound(notes.begin(), notes.end(), range.begin, before);
    const auto last = std::lower_bound(first, notes.end(), range.end, before);
    return {first, last};
}

const Note* Clip::find(NoteId wanted) const
{
    const auto found = std::find_if(notes.begin(), notes.end(), [wanted](const Note& note) { return note.id == wanted; });
    return found == notes.end() ? nullptr : &*found;
}

Clip withSortedNotes(Clip clip)
{
    if (!std::is_sorted(clip.notes.begin(), clip.notes.end(), comesBefore))
        std::stable_sort(clip.notes.begin(), clip.notes.end(), comesBefore);
    return clip;
}

} // namespace continuo
