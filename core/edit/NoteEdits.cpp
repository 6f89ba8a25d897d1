// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteEdits.h"

#include "core/edit/NoteChanges.h"

#include <algorithm>
#include <map>

namespace continuo {

namespace {

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

Edit pinNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Pin", notes.size());
    return changeEach(std::move(name), std::move(notes), [](Note note) {
        note.pinned = true;
        return note;
    });
}

Edit unpinNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Unpin", notes.size());
    return changeEach(std::move(name), std::move(notes), [](Note note) {
        note.pinned = false;
        return note;
    });
}

} // namespace continuo
