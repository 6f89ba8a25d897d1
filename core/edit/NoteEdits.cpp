// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteEdits.h"

#include "core/song/TrackNotes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

namespace continuo {

namespace {

using NoteChange = std::function<std::optional<Note>(const Note&)>;

std::string counted(const std::string& verb, std::size_t count)
{
    return count == 1 ? verb + " note" : verb + " " + std::to_string(count) + " notes";
}

/// The song with every named note replaced by what `change` makes of it.
Song withNotesChanged(const Song& song, std::span<const NoteRef> notes, const NoteChange& change)
{
    std::map<TrackId, std::unordered_set<NoteId>> byTrack;
    for (const NoteRef& ref : notes)
        byTrack[ref.track].insert(ref.note);
    Song changed = song;
    for (const auto& [id, wanted] : byTrack) {
        const Track* track = song.findTrack(id);
        if (!track)
            continue;
        Track made = withChangedNotes(*track, [&](const Note& note) {
            return wanted.contains(note.id) ? change(note) : note;
        });
        if (made.clips != track->clips)
            changed = withTrack(changed, std::move(made));
    }
    return changed;
}

Note withinRange(Note note)
{
    note.start = std::max(note.start, Tick(0));
    note.length = std::max(note.length, Tick(1));
    note.pitch = Pitch(std::min<int>(note.pitch.number, 127));
    note.velocity = std::clamp<std::uint8_t>(note.velocity, 1, 127);
    note.releaseVelocity = std::min<std::uint8_t>(note.releaseVelocity, 127);
    return note;
}

Song withNotesAdded(const Song& song, std::span<const TrackNote> notes)
{
    std::unordered_set<NoteId> used;
    for (const auto& track : song.tracks)
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes)
                used.insert(note.id);
    std::uint64_t lastId = song.lastId;
    for (const TrackNote& each : notes)
        lastId = std::max(lastId, each.note.id.value);

    std::map<TrackId, std::vector<Note>> byTrack;
    for (const TrackNote& each : notes) {
        if (!song.findTrack(each.track))
            continue;
        Note note = withinRange(each.note);
        if (!note.id || used.contains(note.id))
            note.id = NoteId(++lastId);
        used.insert(note.id);
        byTrack[each.track].push_back(note);
    }
    Song changed = song;
    for (const auto& [id, added] : byTrack) {
        const Track& track = *song.findTrack(id);
        const ClipId newClip(track.clips.empty() ? ++lastId : 0);
        changed = withTrack(changed, withAddedNotes(track, added, newClip));
    }
    if (!byTrack.empty())
        changed.lastId = lastId;
    return changed;
}

bool canMove(const Song& song, std::span<const NoteRef> notes, NoteMove move)
{
    return possibleMove(song, notes, move) == move;
}

Song moved(const Song& song, std::span<const NoteRef> notes, NoteMove move)
{
    if (!canMove(song, notes, move))
        return song;
    return withNotesChanged(song, notes, [move](Note note) {
        note.start += move.ticks;
        note.pitch = Pitch(note.pitch.number + move.semitones);
        return note;
    });
}

/// An edit that changes every named note by itself.
Edit changeEach(std::string name, std::vector<NoteRef> notes, NoteChange change)
{
    return {std::move(name),
            [notes = std::move(notes), change = std::move(change)](const Song& song) {
                return withNotesChanged(song, notes, change);
            },
            {}};
}

} // namespace

Edit addNotes(std::vector<TrackNote> notes)
{
    std::string name = counted("Add", notes.size());
    return {std::move(name), [notes = std::move(notes)](const Song& song) { return withNotesAdded(song, notes); }, {}};
}

Edit addNotes(TrackId track, std::vector<Note> notes)
{
    std::vector<TrackNote> placed;
    placed.reserve(notes.size());
    for (const Note& note : notes)
        placed.push_back({track, note});
    return addNotes(std::move(placed));
}

Edit eraseNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Erase", notes.size());
    return changeEach(std::move(name), std::move(notes), [](const Note&) { return std::nullopt; });
}

Edit moveNotes(std::vector<NoteRef> notes, NoteMove move)
{
    std::string name = counted("Move", notes.size());
    return {std::move(name), [notes = std::move(notes), move](const Song& song) { return moved(song, notes, move); }, {}};
}

NoteMove possibleMove(const Song& song, std::span<const NoteRef> notes, NoteMove wanted)
{
    const std::vector<TrackNote> found = notesOf(song, notes);
    for (const TrackNote& each : found) {
        wanted.ticks = std::max(wanted.ticks, -each.note.start);
        wanted.semitones = std::clamp(wanted.semitones, -each.note.pitch.number, 127 - each.note.pitch.number);
    }
    return wanted;
}

Edit resizeNotes(std::vector<NoteRef> notes, NoteEdge edge, Tick by, Tick shortest)
{
    std::string name = counted("Resize", notes.size());
    return changeEach(std::move(name), std::move(notes), [edge, by, shortest](Note note) {
        const Tick least = std::min(std::max(shortest, Tick(1)), note.length);
        if (edge == NoteEdge::End) {
            note.length = std::max(note.length + by, least);
        } else {
            const Tick end = note.end();
            note.start = std::clamp(note.start + by, Tick(0), end - least);
            note.length = end - note.start;
        }
        return note;
    });
}

Edit transposeNotes(std::vector<NoteRef> notes, int semitones)
{
    std::string name = counted("Transpose", notes.size());
    return {std::move(name),
            [notes = std::move(notes), semitones](const Song& song) { return moved(song, notes, {Tick(0), semitones}); },
            {}};
}

Edit quantizeNotes(std::vector<NoteRef> notes, SnapGrid grid, double strength)
{
    std::string name = counted("Quantize", notes.size());
    return {std::move(name),
            [notes = std::move(notes), grid, strength = std::clamp(strength, 0.0, 1.0)](const Song& song) {
                return withNotesChanged(song, notes, [&](Note note) {
                    const Tick way = grid.snap(note.start, song.meters) - note.start;
                    note.start += Tick(std::llround(static_cast<double>(way.value) * strength));
                    return note;
                });
            },
            {}};
}

Edit setVelocity(std::vector<NoteRef> notes, int velocity)
{
    return changeEach("Set velocity", std::move(notes), [velocity](Note note) {
        note.velocity = static_cast<std::uint8_t>(std::clamp(velocity, 1, 127));
        return note;
    });
}

Edit changeVelocity(std::vector<NoteRef> notes, int by)
{
    return changeEach("Change velocity", std::move(notes), [by](Note note) {
        note.velocity = static_cast<std::uint8_t>(std::clamp(note.velocity + std::clamp(by, -127, 127), 1, 127));
        return note;
    });
}

Edit duplicateNotes(std::vector<NoteRef> notes, std::vector<NoteId> copies, Tick by)
{
    std::string name = counted("Duplicate", notes.size());
    return {std::move(name),
            [notes = std::move(notes), copies = std::move(copies), by](const Song& song) {
                if (!canMove(song, notes, {by, 0}))
                    return song;
                std::map<NoteRef, NoteId> copyOf;
                for (std::size_t i = 0; i < std::min(notes.size(), copies.size()); ++i)
                    copyOf.emplace(notes[i], copies[i]);
                std::vector<TrackNote> added = notesOf(song, notes);
                for (TrackNote& each : added) {
                    each.note.id = copyOf[{each.track, each.note.id}];
                    each.note.start += by;
                }
                return withNotesAdded(song, added);
            },
            {}};
}

Edit legatoNotes(std::vector<NoteRef> notes)
{
    return {"Legato",
            [notes = std::move(notes)](const Song& song) {
                std::map<TrackId, std::vector<Tick>> starts;
                for (const TrackNote& each : notesOf(song, notes))
                    starts[each.track].push_back(each.note.start);
                Song changed = song;
                for (const auto& [track, ofTrack] : starts) {
                    std::vector<NoteRef> inTrack;
                    std::copy_if(notes.begin(), notes.end(), std::back_inserter(inTrack),
                                 [id = track](const NoteRef& ref) { return ref.track == id; });
                    changed = withNotesChanged(changed, inTrack, [&ofTrack = ofTrack](Note note) {
                        const auto next = std::upper_bound(ofTrack.begin(), ofTrack.end(), note.start);
                        if (next != ofTrack.end())
                            note.length = *next - note.start;
                        return note;
                    });
                }
                return changed;
            },
            {}};
}

Edit muteNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Mute", notes.size());
    return changeEach(std::move(name), std::move(notes), [](Note note) {
        note.muted = true;
        return note;
    });
}

Edit unmuteNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Unmute", notes.size());
    return changeEach(std::move(name), std::move(notes), [](Note note) {
        note.muted = false;
        return note;
    });
}

} // namespace continuo
