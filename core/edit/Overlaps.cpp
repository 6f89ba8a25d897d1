// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Overlaps.h"

#include "core/song/TrackNotes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <unordered_set>

namespace continuo {

namespace {

/// The notes of a track that win, by pitch.
struct Newer {
    std::array<std::vector<Range<Tick>>, 128> at;  ///< sorted by begin
    std::unordered_set<NoteId> ids;
    Range<Tick> extent;                            ///< what they fill
};

bool comesBeforeOrIsShorter(const Note& a, const Note& b)
{
    return std::tie(a.start, a.pitch, a.id, a.length) < std::tie(b.start, b.pitch, b.id, b.length);
}

/// The notes of `after` that `before` does not have where they are and as long as they are; in the time of `after`.
std::vector<Note> addedNotes(const Clip& before, const Clip& after)
{
    const bool areAlike = before.start == after.start;
    NoteListDifference difference = areAlike ? differenceBetween(before.notes, after.notes)
                                         : NoteListDifference{{before.notes.begin(), before.notes.end()}, {after.notes.begin(), after.notes.end()}};
    for (Note& note : difference.gone)
        note.start += before.start - after.start;
    std::vector<Note> added;
    std::ranges::set_difference(difference.come, difference.gone, std::back_inserter(added), comesBeforeOrIsShorter);
    return added;
}

/// The notes of `after` that `before` does not have where they are and as long as they are.
Newer newerNotes(const Track* before, const Track& after)
{
    Newer newer;
    for (const auto& clip : after.clips) {
        if (before && std::ranges::find(before->clips, clip) != before->clips.end())
            continue;
        const Clip* known = before ? before->findClip(clip->id) : nullptr;
        for (const Note& note : addedNotes(known ? *known : Clip(), *clip)) {
            const Range<Tick> sounding{note.start + clip->start, note.end() + clip->start};
            newer.extent = newer.ids.empty() ? sounding
                                             : Range<Tick>{std::min(newer.extent.begin, sounding.begin), std::max(newer.extent.end, sounding.end)};
            newer.at[note.pitch.number].push_back(sounding);
            newer.ids.insert(note.id);
        }
    }
    for (auto& ofPitch : newer.at)
        std::ranges::sort(ofPitch, {}, &Range<Tick>::begin);
    return newer;
}

/// What the newer notes of its pitch leave of a note.
std::optional<Note> leftOf(Note note, std::span<const Range<Tick>> newer)
{
    for (const Range<Tick>& each : newer) {
        if (!each.overlaps({note.start, note.end()}))
            continue;
        if (note.start < each.begin) {
            note.length = each.begin - note.start;
            return note;
        }
        if (note.end() <= each.end)
            return std::nullopt;
        note.length = note.end() - each.end;
        note.start = each.end;
    }
    return note;
}

/// The ids of the other notes that a newer one of their pitch overlaps, sorted.
std::vector<NoteId> notesInTheWay(const Track& track, const Newer& newer)
{
    std::vector<NoteId> found;
    eachSounding(track, newer.extent, [&](const Note& note, const Clip& clip) {
        const auto& ofPitch = newer.at[note.pitch.number];
        if (ofPitch.empty() || newer.ids.contains(note.id))
            return;
        const Range<Tick> sounding{clip.start + note.start, clip.start + note.end()};
        if (std::ranges::any_of(ofPitch, [&](const Range<Tick>& each) { return each.overlaps(sounding); }))
            found.push_back(note.id);
    });
    std::ranges::sort(found);
    return found;
}

Song settledSong(const Song& before, const Song& after, Settled& outcome)
{
    Song settled = after;
    for (const auto& track : after.tracks) {
        const Track* known = before.findTrack(track->id);
        if (known == track.get() || (known && known->clips == track->clips))
            continue;
        const Newer newer = newerNotes(known, *track);
        if (newer.ids.empty())
            continue;
        const std::vector<NoteId> older = notesInTheWay(*track, newer);
        if (older.empty())
            continue;
        Track made = withChangedNotes(*track, older, [&newer, &outcome](const Note& note) {
            const std::optional<Note> left = leftOf(note, newer.at[note.pitch.number]);
            outcome.removed += left ? 0 : 1;
            outcome.shortened += left && left->length != note.length ? 1 : 0;
            return left;
        });
        if (made.clips != track->clips)
            settled = withTrack(settled, std::move(made));
    }
    return settled;
}

} // namespace

Song withOverlapsSettled(const Song& before, const Song& after)
{
    Settled unasked;
    return settledSong(before, after, unasked);
}

Edit settlingOverlaps(Edit edit)
{
    edit.apply = [apply = std::move(edit.apply)](const Song& song) { return withOverlapsSettled(song, apply(song)); };
    return edit;
}

Settled commitSettled(Document& document, Edit edit)
{
    Settled outcome;
    edit.apply = [apply = std::move(edit.apply), &outcome](const Song& song) {
        outcome = {};
        return settledSong(song, apply(song), outcome);
    };
    outcome.hasChanged = document.commit(edit);
    return outcome;
}

} // namespace continuo
