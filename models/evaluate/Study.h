// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/base/Result.h"
#include "models/evaluate/Statistics.h"
#include "models/train/Corpus.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace continuo {

/// One figure of the study and what it is of.
struct Figure {
    std::string table;      ///< "infill", "harmonize", "overlap", ...
    std::string metric;     ///< "F1", "pitch class", ...
    std::string corpus;     ///< kAllCorpora for all of them
    std::string system;     ///< "model", "n-gram", "copy", "most frequent", "real"
    Estimate estimate;
};

inline constexpr const char* kAllCorpora = "all";

struct StudyOptions {
    std::filesystem::path corpus;       ///< as Corpus.h reads it; its train split teaches the baselines, where it has one
    std::string split = "valid";
    std::vector<std::string> flagged;   ///< flagged corpora to use as well
    std::vector<std::string> only;      ///< corpora to ask about; empty: all. The baselines learn from all
    int prompts = 24;                   ///< for each corpus and task
    int bars = 4;                       ///< that are asked for at a time; continue asks for twice as many
    std::uint64_t seed = 20'261;        ///< of the places and of all that is drawn
};

/// The pieces to ask about.
CorpusOptions heldOut(const StudyOptions& options);

/// Has the model answer requests drawn from held-out pieces, through the generator that the program uses, and measures
/// what comes beside what the baselines give and what the pieces have there. The same options, music and model give the
/// same figures. `say` gets a line now and then.
Result<std::vector<Figure>> studyGeneration(RowModel& model, const StudyOptions& options,
                                            const std::function<void(const std::string&)>& say);

/// The figures as Markdown: a table for each `table` and metric, a row for each corpus, a column for each system, each
/// with its interval.
std::string markdownOf(const std::vector<Figure>& figures);

} // namespace continuo
