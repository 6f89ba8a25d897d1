// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteChanges.h"

#include "core/song/TrackNotes.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace continuo {

namespace {

Note withinRange(Note note)
{
    note.start = std::max(note.start, Tick(0));
    note.length = std::max(note.length, Tick(1));
    note.pitch = Pitch(std::min<int>(note.pitch.number, 127));
    note.velocity = std::clamp<std::uint8_t>(note.velocity, 1, 127);
    note.releaseVelocity = std::min<std::uint8_t>(note.releaseVelocity, 127);
    return note;
}

/// The song with these notes of that track changed, by sorted ids; the same song when none is.
Song withTrackChanged(const Song& song, TrackId id, std::span<const NoteId> notes, const NoteChange& change)
{
    const Track* track = song.findTrack(id);
    if (!track)
        return song;
    Track made = withChangedNotes(*track, notes, change);
    return made.clips == track->clips ? song : withTrack(song, std::move(made));
}

bool isUsed(const Song& song, NoteId id)
{
    const auto holds = [id](const auto& clip) { return clip->notes.find(id) != nullptr; };
    return id.value <= song.lastId
        && std::ranges::any_of(song.tracks, [&holds](const auto& track) { return std::ranges::any_of(track->clips, holds); });
}

} // namespace

std::string counted(const std::string& verb, std::size_t count)
{
    return count == 1 ? verb + " note" : verb + " " + std::to_string(count) + " notes";
}

Song withNotesChanged(const Song& song, std::span<const NoteRef> notes, const NoteChange& change)
{
    std::map<TrackId, std::vector<NoteId>> wantedOf;
    for (const NoteRef& ref : notes)
        wantedOf[ref.track].push_back(ref.note);
    Song changed = song;
    for (auto& [id, ids] : wantedOf) {
        std::ranges::sort(ids);
        changed = withTrackChanged(changed, id, ids, change);
    }
    return changed;
}

Song withNotesReplaced(const Song& song, std::span<const TrackNote> notes)
{
    std::map<TrackId, std::unordered_map<NoteId, Note>> wantedOf;
    for (const TrackNote& each : notes)
        wantedOf[each.track].insert_or_assign(each.note.id, each.note);
    Song changed = song;
    for (const auto& [id, made] : wantedOf) {
        std::vector<NoteId> ids;
        for (const auto& each : made)
            ids.push_back(each.first);
        std::ranges::sort(ids);
        changed = withTrackChanged(changed, id, ids, [&wanted = made](const Note& note) { return wanted.at(note.id); });
    }
    return changed;
}

Song withNotesAdded(const Song& song, std::span<const TrackNote> notes)
{
    std::uint64_t lastId = song.lastId;
    for (const TrackNote& each : notes)
        lastId = std::max(lastId, each.note.id.value);

    std::unordered_set<NoteId> added;
    std::map<TrackId, std::vector<Note>> addedTo;
    for (const TrackNote& each : notes) {
        if (!song.findTrack(each.track))
            continue;
        Note note = withinRange(each.note);
        if (!note.id || isUsed(song, note.id) || added.contains(note.id))
            note.id = NoteId(++lastId);
        added.insert(note.id);
        addedTo[each.track].push_back(note);
    }
    Song changed = song;
    for (const auto& [id, notesOfTrack] : addedTo) {
        const Track& track = *song.findTrack(id);
        const ClipId newClip(track.clips.empty() ? ++lastId : 0);
        changed = withTrack(changed, withAddedNotes(track, notesOfTrack, newClip));
    }
    if (!addedTo.empty())
        changed.lastId = lastId;
    return changed;
}

Edit changeEach(std::string name, std::vector<NoteRef> notes, NoteChange change)
{
    return {std::move(name),
            [notes = std::move(notes), change = std::move(change)](const Song& song) {
                return withNotesChanged(song, notes, change);
            },
            {}};
}

std::vector<std::span<TrackNote>> byTrack(std::span<TrackNote> notes)
{
    std::vector<std::span<TrackNote>> parts;
    while (!notes.empty()) {
        const auto end = std::ranges::find_if(notes, [id = notes.front().track](const TrackNote& each) { return each.track != id; });
        const auto count = static_cast<std::size_t>(end - notes.begin());
        parts.push_back(notes.first(count));
        notes = notes.subspan(count);
    }
    return parts;
}

} // namespace continuo
