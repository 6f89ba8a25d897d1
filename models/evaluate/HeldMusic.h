// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "models/evaluate/Baselines.h"
#include "models/evaluate/CopiedRuns.h"
#include "models/evaluate/Questions.h"
#include "models/train/RowNgram.h"

#include <filesystem>
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

/// Reads a split of the corpora.
Result<HeldCorpora> readHeldCorpora(const std::filesystem::path& folder, const std::string& split, const std::vector<std::string>& flagged);

/// Reads a split of the corpora, and their train split where the folder has a manifest that tells them apart.
Result<HeldMusic> readHeldMusic(const std::filesystem::path& folder, const std::string& split, const std::vector<std::string>& flagged,
                                const std::function<void(const std::string&)>& say);

/// Draws requests for a corpus, as many as can be had up to `count`, always the same.
std::vector<Question> drawQuestions(const std::vector<std::shared_ptr<const HeldPiece>>& pieces, const QuestionOptions& options,
                                    int count, std::uint64_t seed);

} // namespace continuo
