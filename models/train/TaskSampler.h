// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/base/Random.h"

#include <optional>
#include <string>
#include <vector>

namespace continuo {

/// A piece as the trainer and the evaluator use it.
struct StudyPiece {
    std::string corpus;
    int style = 0;
    Score score;
    std::vector<KeyChange> keys;
    std::vector<double> bpm;     ///< by span
    int rows = 0;                ///< of the whole piece: notes and cells
};

/// Snaps a song; none when it has no notes.
std::optional<StudyPiece> makeStudyPiece(const Song& song, const std::string& corpus, const std::string& styleLabel);

/// The key in force where the spans begin, as the piece says; else the likeliest for the notes in them; none without
/// either.
std::optional<KeySignature> keyNear(const StudyPiece& piece, Range<int> near);

/// What may vary in an example.
struct TaskOptions {
    int maxRows = 512;             ///< of the whole sequence
    bool augment = true;           ///< jittered keys, dropped tracks, shuffled slots, dropped style, controls
    bool keyFrame = true;          ///< in one key; else in the piece's own, moved by any interval where `augment` says so
    std::optional<Task> task;      ///< none: continue 25 %, infill 35 %, harmonize 20 %, vary 20 %
};

/// Draws a request whose answer is in the piece. None when the place drawn has nothing to learn from (no notes near, or
/// only one track where the task needs two).
std::optional<Prompt> drawPrompt(const StudyPiece& piece, const TaskOptions& options, Random& random);

/// What the notes of a slot's target cells show, for the control rows of that slot.
Control measureControl(const Prompt& prompt, const Score& score, int slot);
/// What the notes of all target cells show together; `bpm` is the tempo where the target begins.
Mood measureMood(const Prompt& prompt, const Score& score, double bpm);

} // namespace continuo
