// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/EditCheck.h"

#include <random>

namespace continuo {

/// A song of two tracks with notes anywhere, on and off the grid, some of them together; the same for the same seed.
inline Song randomSong(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto below = [&random](std::uint64_t count) { return static_cast<int>(random() % count); };
    std::string text;
    for (const char* name : {"Melody: ", "\nBass: "}) {
        text += name;
        const int count = 1 + below(24);
        for (int i = 0; i < count; ++i)
            text += (i == 0 ? "" : " | ") + std::to_string(20 + below(90)) + " " + std::to_string(1 + below(100'000)) + "t @"
                    + std::to_string(below(2) == 0 ? below(16) * 15'360 : below(400'000)) + "t v" + std::to_string(1 + below(127));
    }
    return songFromText(text);
}

/// About half of the song's notes.
inline std::vector<NoteRef> someNotes(const Song& song, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<NoteRef> notes = allNotes(song);
    std::erase_if(notes, [&random](const NoteRef&) { return random() % 2 == 0; });
    return notes;
}

/// The song without these notes, as text.
inline std::string textWithout(const Song& song, const std::vector<NoteRef>& notes)
{
    std::string text;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            if (std::ranges::find(notes, NoteRef{track->id, note.id}) == notes.end())
                text += std::to_string(note.id.value) + " " + pitchName(note.pitch) + " " + std::to_string(note.start.value) + "+"
                        + std::to_string(note.length.value) + " v" + std::to_string(note.velocity) + "\n";
    return text;
}

} // namespace continuo
