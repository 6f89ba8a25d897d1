// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteWalk.h"

#include <algorithm>

namespace continuo {

namespace {

/// Calls `look` with every note of the track.
template <typename Look>
void forEachNote(const Song& song, TrackId id, const Look& look)
{
    if (const Track* track = song.findTrack(id))
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes)
                look(inSongTime(note, *clip));
}

} // namespace

std::optional<Tick> startAfter(const Song& song, TrackId track, Tick at)
{
    std::optional<Tick> found;
    forEachNote(song, track, [&](const Note& note) {
        if (note.start > at && (!found || note.start < *found))
            found = note.start;
    });
    return found;
}

std::optional<Tick> startBefore(const Song& song, TrackId track, Tick at)
{
    std::optional<Tick> found;
    forEachNote(song, track, [&](const Note& note) {
        if (note.start < at && (!found || note.start > *found))
            found = note.start;
    });
    return found;
}

std::vector<TrackNote> notesSoundingAt(const Song& song, TrackId track, Tick at)
{
    std::vector<TrackNote> found;
    forEachNote(song, track, [&](const Note& note) {
        if (note.start <= at && at < note.end())
            found.push_back({track, note});
    });
    std::ranges::stable_sort(found, {}, [](const TrackNote& each) { return each.note.pitch; });
    return found;
}

std::optional<TrackNote> noteAt(const Song& song, TrackId track, Tick at, Pitch pitch)
{
    std::optional<TrackNote> found;
    for (const TrackNote& each : notesSoundingAt(song, track, at))
        if (each.note.pitch == pitch && (!found || each.note.start >= found->note.start))
            found = each;
    return found;
}

} // namespace continuo
