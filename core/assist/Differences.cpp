// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Differences.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace continuo {

namespace {

constexpr Tick kFarthest = kTicksPerQuarter;    // a note that is farther from its old place is another note

/// How unlike two notes are, as far as they can be taken for one; none when they cannot.
struct Kinship {
    NoteChange change;
    std::int64_t distance;
};
std::optional<Kinship> kinship(const Note& before, const Note& after)
{
    const std::int64_t ticks = std::abs(after.start.value - before.start.value);
    if (ticks == 0 && before.pitch == after.pitch)
        return Kinship{before.length == after.length ? NoteChange::Same : NoteChange::Length, std::abs(after.length.value - before.length.value)};
    if (ticks == 0)
        return Kinship{NoteChange::Pitch, std::abs(after.pitch.number - before.pitch.number)};
    if (before.pitch == after.pitch && ticks <= kFarthest.value)
        return Kinship{NoteChange::Time, ticks};
    return std::nullopt;
}

/// Pairs the notes of one track: of each kind of change the nearest first, the slightest kind before the others.
void addPairs(TrackId track, std::vector<Note> before, std::vector<Note> after, std::vector<NoteDifference>& differences)
{
    for (const NoteChange wanted : {NoteChange::Same, NoteChange::Length, NoteChange::Pitch, NoteChange::Time}) {
        for (auto note = after.begin(); note != after.end();) {
            auto nearest = before.end();
            std::int64_t least = std::numeric_limits<std::int64_t>::max();
            for (auto old = before.begin(); old != before.end(); ++old)
                if (const auto kin = kinship(*old, *note); kin && kin->change == wanted && kin->distance < least) {
                    nearest = old;
                    least = kin->distance;
                }
            if (nearest == before.end()) {
                ++note;
                continue;
            }
            differences.push_back({track, wanted, *nearest, *note});
            before.erase(nearest);
            note = after.erase(note);
        }
    }
    for (const Note& note : after)
        differences.push_back({track, NoteChange::Added, std::nullopt, note});
    for (const Note& note : before)
        differences.push_back({track, NoteChange::Removed, note, std::nullopt});
}

std::vector<Note> replacedNotes(const Song& song, const Suggestion& suggestion, TrackId track)
{
    const bool isWritten = std::ranges::find(suggestion.writtenTracks, track) != suggestion.writtenTracks.end();
    const Track* found = isWritten ? song.findTrack(track) : nullptr;
    if (found == nullptr)
        return {};
    std::vector<Note> notes = notesInSongTime(*found);
    std::erase_if(notes, [&](const Note& note) {
        return !suggestion.target.contains(note.start)
            || std::ranges::find(suggestion.lockedNotes, note.id) != suggestion.lockedNotes.end();
    });
    return notes;
}

} // namespace

std::vector<NoteDifference> differencesOf(const Song& song, const Suggestion& suggestion)
{
    std::vector<TrackId> tracks;
    for (const auto& track : song.tracks)
        tracks.push_back(track->id);
    for (const SuggestedTrack& added : suggestion.newTracks)
        if (song.findTrack(added.id) == nullptr)
            tracks.push_back(added.id);

    std::vector<NoteDifference> all;
    for (const TrackId track : tracks) {
        std::vector<Note> after;
        for (const SuggestedNote& note : suggestion.notes)
            if (note.track == track)
                after.push_back(note.note);
        std::vector<NoteDifference> differences;
        addPairs(track, replacedNotes(song, suggestion, track), std::move(after), differences);
        std::ranges::sort(differences, [](const NoteDifference& a, const NoteDifference& b) {
            const auto pitchOf = [](const NoteDifference& each) { return (each.after ? each.after : each.before)->pitch; };
            return a.start() != b.start() ? a.start() < b.start() : pitchOf(a) < pitchOf(b);
        });
        all.insert(all.end(), differences.begin(), differences.end());
    }
    return all;
}

} // namespace continuo
