// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/FeelEdits.h"

#include "core/edit/NoteChanges.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

/// A number in 0..1 that depends on nothing but its arguments (splitmix64's finisher).
double chance(std::uint64_t seed, std::uint64_t id, std::uint64_t use)
{
    std::uint64_t x = seed * 0x9e3779b97f4a7c15u + id * 0xd1b54a32d192ed03u + use;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return static_cast<double>(x >> 11) / 9007199254740991.0;
}

/// A whole number in -most..most, small ones likelier: the difference of two chances.
std::int64_t stray(std::int64_t most, std::uint64_t seed, NoteId note, std::uint64_t use)
{
    const double share = chance(seed, note.value, use) - chance(seed, note.value, use + 1);
    return std::llround(share * static_cast<double>(most));
}

/// The first notes of the part, as many as start together.
std::span<TrackNote> startingTogether(std::span<TrackNote> part)
{
    const Tick start = part.front().note.start;
    const auto end = std::ranges::find_if(part, [start](const TrackNote& each) { return each.note.start != start; });
    return part.first(static_cast<std::size_t>(end - part.begin()));
}

/// `chord` is in order, from the lowest pitch to the highest.
void strum(std::span<TrackNote> chord, Strum how)
{
    for (std::size_t i = 0; i < chord.size(); ++i) {
        Note& note = chord[i].note;
        const std::size_t place = how.direction == Strum::Direction::Up ? i : chord.size() - 1 - i;
        const Tick later = std::min(std::max(how.step, Tick(0)) * static_cast<std::int64_t>(place), note.length - Tick(1));
        note.start += later;
        note.length -= later;
    }
}

} // namespace

Edit humanizeNotes(std::vector<NoteRef> notes, Humanization how)
{
    std::string name = counted("Humanize", notes.size());
    return changeEach(std::move(name), std::move(notes), [how](Note note) {
        note.start = std::max(note.start + Tick(stray(std::max<std::int64_t>(how.time.value, 0), how.seed, note.id, 0)), Tick(0));
        const std::int64_t velocity = note.velocity + stray(std::clamp(how.velocity, 0, 127), how.seed, note.id, 2);
        note.velocity = static_cast<std::uint8_t>(std::clamp<std::int64_t>(velocity, 1, 127));
        return note;
    });
}

Edit strumNotes(std::vector<NoteRef> notes, Strum how)
{
    std::string name = counted("Strum", notes.size());
    return {std::move(name),
            [notes = std::move(notes), how](const Song& song) {
                std::vector<TrackNote> changed = notesOf(song, notes);
                for (std::span<TrackNote> part : byTrack(changed)) {
                    while (!part.empty()) {
                        const std::span<TrackNote> chord = startingTogether(part);
                        strum(chord, how);
                        part = part.subspan(chord.size());
                    }
                }
                return withNotesReplaced(song, changed);
            },
            {}};
}

} // namespace continuo
