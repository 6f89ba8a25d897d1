// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "ui/PitchText.h"

#include <QString>

namespace continuo::ui {

/// What a candidate is like, told without the engine.
struct CandidateFacts {
    int notes = 0;
    std::optional<PitchRange> range;            ///< of all but drums
    Accidentals accidentals = Accidentals::Sharps;  ///< of the key where it begins
    double fewestPerQuarter = 0, mostPerQuarter = 0; ///< notes that start, of each written track's bars
    int together = 0;                           ///< most notes sounding at once in a track
};

CandidateFacts factsOf(const Song& song, const Suggestion& suggestion);

/// "Folk: 24 notes, C3–E5"; without the style where none was asked for, one pitch where all have the same.
QString candidateText(const Song& song, const Suggestion& suggestion);

/// The chords of the song with the candidate in its bars, as chordChart() has them.
QString chordsText(const Song& song, const Suggestion& suggestion);

/// What the candidate has of a wish, to stand beside it: "→ 58 %". Empty when nothing was measured.
QString measuredText(const char* wish, const CandidateFacts& facts, const Suggestion& suggestion);

} // namespace continuo::ui
