// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "models/train/RowFeatures.h"
#include "models/train/TaskSampler.h"
#include "models/train/WittenBell.h"

#include <array>
#include <cstddef>
#include <vector>

namespace continuo {

/// How surprising the target notes of a prompt were, in bits, summed over each field; the ends of cells count among
/// the onsets.
struct TargetBits {
    double onset = 0, pitch = 0, duration = 0;
    int notes = 0;

    double total() const { return onset + pitch + duration; }
    TargetBits& operator+=(const TargetBits& other);
};

/// The n-gram that networks are measured against: it chooses as they do, each note's onset (or the end of the cell),
/// then its pitch in the key frame, then its duration class.
///
/// A probability is 0.7 of one chain of contexts (WittenBell) and 0.3 of another; the chains are tables at the top of
/// RowNgram.cpp, made of the features of RowFeatures.h. A context with a feature that is not known is passed over.
///
/// A piece is learned in windows of eight spans, in the key that keyNear() finds from eight spans before on, with up to
/// eight parts in slotOrder(). Every note is counted once in each context that any of these ways of asking gives:
/// knowing the parts written before its own, and a source blurred with a closeness drawn for its cell; knowing these
/// parts and the melody; knowing all other parts. In each the part's own last two spans are known.
class RowNgram {
public:
    /// Adds a piece to what is known. The order of pieces makes no difference.
    void learn(const StudyPiece& piece);
    /// What the target of a prompt costs, cell after cell, given the context, the source, and the cells before.
    TargetBits bits(const Prompt& prompt, const Score& score) const;
    /// Writes the target of a prompt, cell after cell: the notes of each, in the song's key. Each choice is drawn from
    /// what keeps the notes in order, at the sampling's temperature, among its topK and topP; what the score has in the
    /// target is not looked at. Draws with sampling.seed.
    std::vector<std::vector<RowNote>> draw(const Prompt& prompt, const Score& score, const Sampling& sampling) const;
    /// Contexts, and pairs of a context and a choice, that have been counted.
    std::size_t size() const { return counts_[0].size() + counts_[1].size() + counts_[2].size(); }

private:
    /// Onset, pitch, duration.
    std::array<WittenBell, 3> counts_{WittenBell(kOnsetClasses), WittenBell(kPitchClassesOut),
                                      WittenBell(kDurationClasses)};
};

} // namespace continuo
