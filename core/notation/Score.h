// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notation/NoteValue.h"
#include "core/song/Song.h"

#include <string>
#include <vector>

namespace continuo {

/// A head of a written chord.
struct WrittenNote {
    Pitch pitch;
    std::uint8_t velocity = 80;
    bool operator==(const WrittenNote&) const = default;
};

/// What stands at one place of a voice: a chord, or a rest where there are no notes.
struct WrittenItem {
    Range<Tick> ticks;                ///< in the song
    NoteValue value{};
    std::vector<WrittenNote> notes{}; ///< from low to high
    bool tiedFromBefore = false, tiedToNext = false; ///< all of its notes
    bool beginsTuplet = false, endsTuplet = false;
    bool fillsMeasure = false;        ///< a rest for a bar; its value says nothing
    bool isHidden = false;            ///< a rest of a voice that only joins now and then
    std::string lyric{};              ///< a syllable as RP-017 has it: "-" behind it goes on, " " ends a word

    bool isRest() const { return notes.empty(); }
};

/// One line of music in a measure, without gaps from its first item to its last.
struct WrittenVoice {
    int number = 1;  ///< in its part, from 1
    int staff = 1;   ///< from 1, the highest first
    std::vector<WrittenItem> items;
};

struct WrittenMeasure {
    Range<Tick> ticks;
    std::vector<WrittenVoice> voices; ///< by number; each staff has one that fills it
};

/// A clef, by what it is called.
enum class Clef : std::uint8_t { Treble, Bass, Percussion };

/// A track as it is written.
struct WrittenPart {
    TrackId track;
    std::vector<Clef> staves;         ///< one or more
    std::vector<WrittenMeasure> measures; ///< the same bars in every part
};

/// A song as it is written, and how far that is from how it sounds.
struct Score {
    std::vector<WrittenPart> parts;
    std::size_t movedNotes = 0;       ///< notes that begin or end elsewhere than in the song
    std::size_t lostLyrics = 0;       ///< syllables at times where no note begins
};

/// Writes every track with notes, muted ones too.
///
/// Notes on a grid of 64ths, triplets of 32nds or quintuplets of 32nds within a beat stay where they are; others move to the
/// nearest place that reads well, and are counted. Notes are cut at bar lines and where they would hide a beat, and tied.
/// Notes that begin and end together are chords; others that overlap go to voices of their own, four to a staff. Keyboards
/// and harps whose notes lie on both sides of middle C get two staves.
Score scoreOf(const Song& song);

} // namespace continuo
