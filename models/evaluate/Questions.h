// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/assist/RowModel.h"
#include "core/assist/Suggestion.h"
#include "core/base/Random.h"
#include "models/evaluate/Accuracy.h"
#include "models/train/Corpus.h"
#include "models/train/TaskSampler.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace continuo {

/// A piece that nobody learned from.
struct HeldPiece {
    std::string name;           ///< versions of one tune share it: what the bootstrap draws
    Song song;
    StudyPiece study;
};

/// None when the song has no notes.
std::shared_ptr<const HeldPiece> makeHeldPiece(Piece piece);

/// Bars of a held-out piece to be written anew, as the program would be asked for them. The request's song does not
/// hold the answer: continue is given nothing from the target on, infill nothing of the written parts in the target's
/// bars, harmonize the melody alone. Vary is given all.
struct Question {
    std::shared_ptr<const HeldPiece> piece;
    SuggestionRequest request;
    std::vector<int> written;       ///< parts of the piece's score
    std::optional<int> melody;      ///< harmonize: the part that is given
    Texture texture = Texture::Voices;
    Range<int> spans;
    KeyFrame frame;                 ///< as it shows without the answer

    const Score& score() const { return piece->study.score; }
    /// The cells to write, in the order of answers.
    std::vector<CellRef> cells() const;     ///< `slot` is an index into `written`
    bool isGiven(int part, int span) const;
};

/// What was written: notes of each of Question::cells(), with the song's pitches.
using Answer = std::vector<std::vector<RowNote>>;

/// An answer, or the piece's own bars, as it is measured. Where harmonize gives a texture as a whole, it is one part.
Excerpt heard(const Question& question, const Answer& answer);
Excerpt realExcerpt(const Question& question);
Excerpt melodyExcerpt(const Question& question);

/// The piece with the answer in it.
Score scoreWith(const Question& question, const Answer& answer);

/// The question in the terms of the network and of RowNgram.
Prompt promptOf(const Question& question);

struct QuestionOptions {
    Task task = Task::Infill;
    int bars = 4;               ///< fewer where they hold more than mostNotes
    int mostNotes = 160;        ///< in the parts to write
    enum class Parts { Any, OneMelodic, OneChordal } parts = Parts::Any;    ///< which may be written; the last two: not drums
};

/// Draws a place in the piece. None when it does not do: too near the edges, nothing to write, too few parts.
std::optional<Question> drawQuestion(const std::shared_ptr<const HeldPiece>& piece, const QuestionOptions& options, Random& random);

/// Carries the request out as the program does, in this thread. Candidates in their order.
Result<std::vector<Suggestion>> suggestionsFor(RowModel& model, const SuggestionRequest& request);

/// A suggestion for the question as an answer.
Answer answerOf(const Question& question, const Suggestion& suggestion);

} // namespace continuo
