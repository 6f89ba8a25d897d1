// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PitchEdits.h"

#include "core/edit/NoteChanges.h"
#include "core/song/TrackNotes.h"

#include <algorithm>

namespace continuo {

namespace {

bool isPitch(int number)
{
    return 0 <= number && number <= 127;
}

/// The pitch number so many tones of the scale above or below; may leave 0..127.
int stepped(int pitch, int steps, unsigned scale)
{
    const int direction = steps < 0 ? -1 : 1;
    for (int left = std::abs(steps); left > 0 && isPitch(pitch); --left)
        do
            pitch += direction;
        while ((scale >> ((pitch + 12) % 12) & 1u) == 0);
    return pitch;
}

/// The song with the pitch that `pitchOf` gives for each note, or unchanged when one of them is none.
template <typename PitchOf>
Song withPitches(const Song& song, std::span<const NoteRef> notes, const PitchOf& pitchOf)
{
    std::vector<TrackNote> changed = notesOf(song, notes);
    for (TrackNote& each : changed) {
        const int pitch = pitchOf(each.note);
        if (!isPitch(pitch))
            return song;
        each.note.pitch = Pitch(pitch);
    }
    return withNotesReplaced(song, changed);
}

} // namespace

Edit transposeInScale(std::vector<NoteRef> notes, int steps, KeySignature otherwise)
{
    std::string name = counted("Transpose in the scale", notes.size());
    return {std::move(name),
            [notes = std::move(notes), steps, otherwise](const Song& song) {
                return withPitches(song, notes, [&](const Note& note) {
                    const KeySignature key = song.keyAt(note.start).value_or(otherwise);
                    return stepped(note.pitch.number, steps, key.diatonicMask());
                });
            },
            {}};
}

Edit transposeSong(int semitones)
{
    return {"Transpose the song",
            [semitones](const Song& song) {
                constexpr std::uint8_t kKeyPressure = 0xA0;
                Song changed = song;
                for (auto& track : changed.tracks) {
                    if (track->isDrums())
                        continue;
                    const std::vector<Note> notes = notesInSongTime(*track);
                    if (!std::ranges::all_of(notes, [&](const Note& note) { return isPitch(note.pitch.number + semitones); }))
                        return song;
                    Track moved = withChangedNotes(*track, [&](Note note) {
                        note.pitch = Pitch(note.pitch.number + semitones);
                        return note;
                    });
                    for (TrackEvent& event : moved.events)
                        if ((event.status & 0xF0) == kKeyPressure && isPitch(event.data1 + semitones))
                            event.data1 = static_cast<std::uint8_t>(event.data1 + semitones);
                    track = std::make_shared<const Track>(std::move(moved));
                }
                for (KeyChange& change : changed.keys)
                    change.key = keyWithTonic(((change.key.tonic() + semitones) % 12 + 12) % 12, change.key.mode);
                return changed;
            },
            {}};
}

Edit invertPitches(std::vector<NoteRef> notes)
{
    std::string name = counted("Invert", notes.size());
    return {std::move(name),
            [notes = std::move(notes)](const Song& song) {
                int lowest = 127, highest = 0;
                for (const TrackNote& each : notesOf(song, notes)) {
                    lowest = std::min<int>(lowest, each.note.pitch.number);
                    highest = std::max<int>(highest, each.note.pitch.number);
                }
                return withPitches(song, notes, [&](const Note& note) { return lowest + highest - note.pitch.number; });
            },
            {}};
}

Edit invertPitches(std::vector<NoteRef> notes, Pitch axis)
{
    std::string name = counted("Invert", notes.size());
    return {std::move(name),
            [notes = std::move(notes), axis](const Song& song) {
                return withPitches(song, notes, [axis](const Note& note) { return 2 * axis.number - note.pitch.number; });
            },
            {}};
}

Edit mirrorPitches(std::vector<NoteRef> notes)
{
    std::string name = counted("Mirror the pitches of", notes.size());
    return {std::move(name),
            [notes = std::move(notes)](const Song& song) {
                std::vector<TrackNote> changed = notesOf(song, notes);
                for (const std::span<TrackNote> part : byTrack(changed))
                    for (std::size_t i = 0; i < part.size() / 2; ++i)
                        std::swap(part[i].note.pitch, part[part.size() - 1 - i].note.pitch);
                return withNotesReplaced(song, changed);
            },
            {}};
}

} // namespace continuo
