// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Track.h"

#include <algorithm>
#include <tuple>

namespace continuo {

const Clip* Track::findClip(ClipId wanted) const
{
    const auto found = std::ranges::find_if(clips, [wanted](const auto& clip) { return clip->id == wanted; });
    return found == clips.end() ? nullptr : found->get();
}

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
        if (!clip->notes.empty())
            last = std::max(last, clip->start + clip->notes.lastEnd());
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

bool sameContent(const Track& a, const Track& b)
{
    const auto fields = [](const Track& track) {
        return std::tie(track.id, track.name, track.channel, track.program, track.bankMsb, track.bankLsb, track.volume,
                        track.pan, track.muted, track.solo, track.colour, track.events, track.fileTrack, track.end);
    };
    return fields(a) == fields(b)
        && std::equal(a.clips.begin(), a.clips.end(), b.clips.begin(), b.clips.end(),
                      [](const auto& one, const auto& other) { return one == other || *one == *other; });
}

} // namespace continuo
