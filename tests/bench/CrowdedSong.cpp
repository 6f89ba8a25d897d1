// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/CrowdedSong.h"

#include <array>
#include <random>

namespace continuo {

namespace {

constexpr int kParts = 8;
constexpr Tick kGrid{kTicksPerQuarter.value / 8};

/// One part: chords of one to four notes on the grid; a pitch that is still down gives way to the next free one.
Clip crowdedClip(int notes, int part, std::uint64_t& lastId)
{
    std::mt19937 random(static_cast<unsigned>(part) + 1);
    const auto chosen = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    constexpr std::array kLengths{1, 2, 4, 8, 16};
    constexpr std::array kChord{0, 4, 7, 12};
    const double step = static_cast<double>(kTicksPerQuarter.value) * kParts / kCrowdedNotesPerQuarter;
    std::array<Tick, 128> free{};
    Clip clip;
    clip.id = ClipId(++lastId);
    std::vector<Note> made;
    made.reserve(static_cast<std::size_t>(notes) + kChord.size());
    for (double at = 0; static_cast<int>(made.size()) < notes;) {
        const Tick start(static_cast<std::int64_t>(at) / kGrid.value * kGrid.value);
        const int size = 1 + chosen(4), root = 36 + chosen(48);
        for (int i = 0; i < size; ++i) {
            int pitch = root + kChord[static_cast<std::size_t>(i)];
            for (int tries = 0; tries < 128 && free[static_cast<std::size_t>(pitch)] > start; ++tries)
                pitch = (pitch + 5) % 128;
            Note note;
            note.id = NoteId(++lastId);
            note.start = std::max(start, free[static_cast<std::size_t>(pitch)]);
            note.length = kGrid * kLengths[static_cast<std::size_t>(chosen(5))];
            note.pitch = Pitch(pitch);
            note.velocity = static_cast<std::uint8_t>(40 + chosen(71));
            free[static_cast<std::size_t>(pitch)] = note.end();
            made.push_back(note);
        }
        at += step * size;
    }
    made.resize(static_cast<std::size_t>(notes));
    clip.notes = std::move(made);
    clip.length = clip.notes.empty() ? Tick() : clip.notes.back().end();
    return clip;
}

} // namespace

Song crowdedSong(int notes)
{
    Song song;
    for (int part = 0; part < kParts; ++part) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.name = "Part " + std::to_string(part + 1);
        track.channel = part < kDrumChannel ? part : part + 1;
        track.colour = part;
        track.clips = {std::make_shared<const Clip>(crowdedClip(notes / kParts, part, song.lastId))};
        song.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return song;
}

} // namespace continuo
