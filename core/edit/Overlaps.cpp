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
};

bool comesBeforeOrIsShorter(const Note& a, const Note& b)
{
    return std::tie(a.start, a.pitch, a.id, a.length) < std::tie(b.start, b.pitch, b.id, b.length);
}

/// The track's clip with that id; null when it has none.
const Clip* clipOf(const Track& track, ClipId id)
{
    const auto found = std::ranges::find_if(track.clips, [id](const auto& clip) { return clip->id == id; });
    return found == track.clips.end() ? nullptr : found->get();
}

/// The notes of `after` that `before` does not have, where both clips began `offset` apart.
std::vector<Note> addedNotes(std::span<const Note> before, std::span<const Note> after, Tick offset)
{
    const auto isSame = [offset](const Note& old, const Note& note) {
        return old.start + offset == note.start && old.pitch == note.pitch && old.id == note.id && old.length == note.length;
    };
    // What both begin and end with is not looked at closely.
    const auto [oldBegin, newBegin] = std::mismatch(before.begin(), before.end(), after.begin(), after.end(), isSame);
    const auto oldRest = std::make_reverse_iterator(oldBegin), newRest = std::make_reverse_iterator(newBegin);
    const auto [oldEnd, newEnd] = std::mismatch(before.rbegin(), oldRest, after.rbegin(), newRest, isSame);
    std::vector<Note> known(oldBegin, oldEnd.base());
    for (Note& note : known)
        note.start += offset;
    std::vector<Note> added;
    std::set_difference(newBegin, newEnd.base(), known.begin(), known.end(), std::back_inserter(added), comesBeforeOrIsShorter);
    return added;
}

/// The notes of `after` that `before` does not have where they are and as long as they are.
Newer newerNotes(const Track* before, const Track& after)
{
    Newer newer;
    for (const auto& clip : after.clips) {
        if (before && std::ranges::find(before->clips, clip) != before->clips.end())
            continue;
        const Clip* known = before ? clipOf(*before, clip->id) : nullptr;
        const std::vector<Note> added = known ? addedNotes(known->notes, clip->notes, known->start - clip->start) : clip->notes;
        for (const Note& note : added) {
            newer.at[note.pitch.number].push_back({note.start + clip->start, note.end() + clip->start});
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
    for (const auto& clip : track.clips)
        for (const Note& note : clip->notes) {
            const auto& ofPitch = newer.at[note.pitch.number];
            if (ofPitch.empty() || newer.ids.contains(note.id))
                continue;
            const Range<Tick> sounding{clip->start + note.start, clip->start + note.end()};
            if (std::ranges::any_of(ofPitch, [&](const Range<Tick>& each) { return each.overlaps(sounding); }))
                found.push_back(note.id);
        }
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
