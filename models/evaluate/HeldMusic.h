// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "models/evaluate/Baselines.h"
#include "models/evaluate/CopiedRuns.h"
#include "models/evaluate/Questions.h"
#include "models/train/Corpus.h"
#include "models/train/RowNgram.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// Pieces by corpus.
using HeldCorpora = std::map<std::string, std::vector<std::shared_ptr<const HeldPiece>>>;

/// The pieces to be asked about, and what was learned from the others.
struct HeldMusic {
    HeldCorpora corpora;
    bool hasTrain = false;      ///< without a train split the three below are empty
    RowNgram ngram;
    MostFrequent mostFrequent;
    KnownMelodies melodies;
};

/// Reads the pieces of `source`; what no manifest lists is in every split.
Result<HeldCorpora> readHeldCorpora(CorpusOptions source);

/// Reads the pieces of `source`, and the train split of all corpora where the folder has a manifest that tells them apart.
Result<HeldMusic> readHeldMusic(CorpusOptions source, const std::function<void(const std::string&)>& say);

/// Draws requests for a corpus, as many as can be had up to `count`, always the same.
std::vector<Question> drawQuestions(const std::vector<std::shared_ptr<const HeldPiece>>& pieces, const QuestionOptions& options,
                                    int count, std::uint64_t seed);

} // namespace continuo
