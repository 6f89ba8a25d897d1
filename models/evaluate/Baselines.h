// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "models/evaluate/Questions.h"
#include "models/train/RowNgram.h"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace continuo {

// Answers that need no network. They see what the question gives, and nothing of the answer.

/// Repeats what was there. Each cell becomes the nearest given cell of its part that has the same length: for continue
/// as many bars back as are written, or a multiple of that, so that a phrase is repeated whole; else the nearest bar, the
/// earlier of two. Harmonize, where nothing of the part is given, doubles the melody one octave lower, in the last part
/// two. Cells that nothing can be copied into stay empty.
Answer copyAnswer(const Question& question);

/// Where copyAnswer takes a cell from.
std::optional<CellRef> copiedCell(const Question& question, int part, int span);    ///< `slot` is a part

/// Writes what is most frequent in the training pieces of the same corpus: for each role and length of bar the most
/// frequent rhythm of a bar that is not empty, on it the most frequent pitches of the role above the tonic of the key.
class MostFrequent {
public:
    void learn(const StudyPiece& piece);
    Answer answer(const Question& question) const;

private:
    using Kind = std::pair<std::string, int>;               ///< corpus; role and bar length in one number
    static int kindOf(const Part& part, int steps);
    std::map<Kind, std::unordered_map<std::string, int>> rhythms_;   ///< onset and duration of each note as two bytes
    std::map<Kind, std::array<int, kPitchClassesOut>> pitches_;      ///< in the key frame; all bar lengths together
};

/// What the n-gram draws, cell after cell, at a temperature among its likeliest choices (Sampling::topP). It keeps no rules.
Answer ngramAnswer(const RowNgram& ngram, const Question& question, const Sampling& sampling);

} // namespace continuo
