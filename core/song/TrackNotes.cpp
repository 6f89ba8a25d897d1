// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/TrackNotes.h"

#include <algorithm>

namespace continuo {

namespace {

/// The same notes at the same places in the song, in order, none before the clip's start.
Clip inGoodOrder(Clip clip)
{
    Tick first;
    for (const Note& note : clip.notes)
        first = std::min(first, note.start);
    if (first < Tick(0)) {
        clip.start += first;
        clip.length -= first;
        for (Note& note : clip.notes)
            note.start -= first;
    }
    return withSortedNotes(std::move(clip));
}

/// Index of the clip that takes a note starting at `at`; the track has clips.
std::size_t clipIndexFor(const Track& track, Tick at)
{
    std::size_t latest = 0;
    for (std::size_t i = 0; i < track.clips.size(); ++i) {
        const Clip& clip = *track.clips[i];
        if (Range<Tick>{clip.start, clip.start + clip.length}.contains(at))
            return i;
        if (clip.start <= at)
            latest = i;
    }
    return latest;
}

} // namespace

Track withChangedNotes(const Track& track, const std::function<std::optional<Note>(const Note&)>& change)
{
    Track changed = track;
    for (auto& clip : changed.clips) {
        Clip copy{clip->id, clip->start, clip->length, {}};
        copy.notes.reserve(clip->notes.size());
        for (const Note& note : clip->notes) {
            std::optional<Note> made = change(inSongTime(note, *clip));
            if (!made)
                continue;
            made->start -= clip->start;
            copy.notes.push_back(*made);
        }
        if (copy.notes != clip->notes)
            clip = std::make_shared<const Clip>(inGoodOrder(std::move(copy)));
    }
    return changed;
}

Track withAddedNotes(const Track& track, std::span<const Note> notes, ClipId newClip)
{
    if (notes.empty())
        return track;
    Track changed = track;
    if (changed.clips.empty())
        changed.clips.push_back(std::make_shared<const Clip>(Clip{newClip, Tick(0), Tick(0), {}}));

    std::vector<std::vector<Note>> additions(changed.clips.size());
    for (const Note& note : notes)
        additions[clipIndexFor(changed, note.start)].push_back(note);
    for (std::size_t i = 0; i < additions.size(); ++i) {
        if (additions[i].empty())
            continue;
        Clip copy = *changed.clips[i];
        const bool isLast = i + 1 == changed.clips.size();
        for (Note note : additions[i]) {
            note.start -= copy.start;
            if (isLast)
                copy.length = std::max(copy.length, note.end());
            copy.notes.push_back(note);
        }
        changed.clips[i] = std::make_shared<const Clip>(inGoodOrder(std::move(copy)));
    }
    return changed;
}

} // namespace continuo
