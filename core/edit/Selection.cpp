// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Selection.h"

#include <algorithm>
#include <bitset>

namespace continuo {

Selection::Selection(std::vector<NoteRef> notes) : notes_(std::move(notes))
{
    std::sort(notes_.begin(), notes_.end());
    notes_.erase(std::unique(notes_.begin(), notes_.end()), notes_.end());
}

bool Selection::contains(NoteRef note) const
{
    return std::binary_search(notes_.begin(), notes_.end(), note);
}

void Selection::add(NoteRef note)
{
    const auto at = std::lower_bound(notes_.begin(), notes_.end(), note);
    if (at == notes_.end() || *at != note)
        notes_.insert(at, note);
}

void Selection::remove(NoteRef note)
{
    const auto at = std::lower_bound(notes_.begin(), notes_.end(), note);
    if (at != notes_.end() && *at == note)
        notes_.erase(at);
}

void Selection::toggle(NoteRef note)
{
    if (contains(note))
        remove(note);
    else
        add(note);
}

void Selection::keepExisting(const Song& song)
{
    std::vector<NoteRef> existing;
    for (const TrackNote& found : notesOf(song, notes_))
        existing.push_back({found.track, found.note.id});
    std::sort(existing.begin(), existing.end());
    notes_ = std::move(existing);
}

Selection notesWithin(const Song& song, std::span<const TrackId> tracks, Range<Tick> range, Pitch lowest, Pitch highest)
{
    std::vector<NoteRef> found;
    for (const TrackId id : tracks) {
        const Track* track = song.findTrack(id);
        if (!track)
            continue;
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes.startingIn({range.begin - clip->start, range.end - clip->start}))
                if (lowest <= note.pitch && note.pitch <= highest)
                    found.push_back({id, note.id});
    }
    return Selection(std::move(found));
}

Selection notesWhere(const Song& song, std::span<const TrackId> tracks, const std::function<bool(const Note&)>& question)
{
    std::vector<NoteRef> found;
    for (const TrackId id : tracks)
        if (const Track* track = song.findTrack(id))
            for (const auto& clip : track->clips)
                for (const Note& note : clip->notes)
                    if (question(inSongTime(note, *clip)))
                        found.push_back({id, note.id});
    return Selection(std::move(found));
}

Selection notesOfSamePitch(const Song& song, std::span<const TrackId> tracks, const Selection& chosen)
{
    std::bitset<128> wanted;
    for (const TrackNote& each : notesOf(song, chosen.notes()))
        wanted.set(each.note.pitch.number);
    return notesWhere(song, tracks, [&wanted](const Note& note) { return wanted.test(note.pitch.number); });
}

Selection notesOutsideKey(const Song& song, std::span<const TrackId> tracks, KeySignature otherwise)
{
    return notesWhere(song, tracks, [&song, otherwise](const Note& note) {
        const unsigned scale = song.keyAt(note.start).value_or(otherwise).scaleMask();
        return (scale >> note.pitch.pitchClass() & 1u) == 0;
    });
}

Selection notesNotIn(const Song& song, std::span<const TrackId> tracks, const Selection& chosen)
{
    std::vector<NoteRef> found;
    for (const TrackId id : tracks)
        if (const Track* track = song.findTrack(id))
            for (const auto& clip : track->clips)
                for (const Note& note : clip->notes)
                    if (!chosen.contains({id, note.id}))
                        found.push_back({id, note.id});
    return Selection(std::move(found));
}

Range<Tick> extentOf(const Song& song, std::span<const NoteRef> notes)
{
    const std::vector<TrackNote> found = notesOf(song, notes);
    if (found.empty())
        return {};
    Range<Tick> extent{found.front().note.start, found.front().note.end()};
    for (const TrackNote& each : found) {
        extent.begin = std::min(extent.begin, each.note.start);
        extent.end = std::max(extent.end, each.note.end());
    }
    return extent;
}

} // namespace continuo
