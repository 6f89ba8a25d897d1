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

/// Where the notes with these ids, which are sorted, stand in the clip.
std::vector<std::size_t> placesOf(const Clip& clip, std::span<const NoteId> ids)
{
    std::vector<std::size_t> places;
    if (ids.empty())
        return places;
    const NoteId least = ids.front(), most = ids.back();
    for (std::size_t i = 0; i < clip.notes.size(); ++i) {
        const NoteId id = clip.notes[i].id;
        if (least <= id && id <= most && std::binary_search(ids.begin(), ids.end(), id))
            places.push_back(i);
    }
    return places;
}

/// The clip's notes without those at the places, and with the others merged in; both lists are in order.
std::vector<Note> exchanged(const std::vector<Note>& notes, std::span<const std::size_t> without, std::span<const Note> with)
{
    std::vector<Note> made;
    made.reserve(notes.size() + with.size());
    std::size_t next = 0; // of the clip's notes
    const auto copyUntil = [&](std::size_t end) {
        while (next < end) {
            const bool skips = !without.empty() && without.front() < end;
            const std::size_t stop = skips ? without.front() : end;
            made.insert(made.end(), notes.begin() + static_cast<std::ptrdiff_t>(next), notes.begin() + static_cast<std::ptrdiff_t>(stop));
            next = stop + (skips ? 1 : 0);
            if (skips)
                without = without.subspan(1);
        }
    };
    for (const Note& note : with) {
        const auto from = notes.begin() + static_cast<std::ptrdiff_t>(std::min(next, notes.size()));
        copyUntil(static_cast<std::size_t>(std::lower_bound(from, notes.end(), note, comesBefore) - notes.begin()));
        made.push_back(note);
    }
    copyUntil(notes.size());
    return made;
}

} // namespace

Track withChangedNotes(const Track& track, std::span<const NoteId> ids,
                       const std::function<std::optional<Note>(const Note&)>& change)
{
    Track changed = track;
    for (auto& clip : changed.clips) {
        std::vector<std::size_t> places = placesOf(*clip, ids);
        std::vector<Note> made;
        std::erase_if(places, [&](std::size_t place) {
            const Note& note = clip->notes[place];
            std::optional<Note> wanted = change(inSongTime(note, *clip));
            if (wanted)
                wanted->start -= clip->start;
            if (wanted == note)
                return true;
            if (wanted)
                made.push_back(*wanted);
            return false;
        });
        if (places.empty())
            continue;
        std::ranges::sort(made, comesBefore);
        Clip copy{clip->id, clip->start, clip->length, exchanged(clip->notes, places, made)};
        const bool isInOrder = made.empty() || made.front().start >= Tick(0);
        clip = std::make_shared<const Clip>(isInOrder ? std::move(copy) : inGoodOrder(std::move(copy)));
    }
    return changed;
}

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
