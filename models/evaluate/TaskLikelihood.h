// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Result.h"
#include "models/evaluate/Study.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace continuo {

/// Held-out likelihood of one task on one corpus: the surprise of every choice of the target, cell ends included, in
/// bits, over the number of target notes. An entry a request, the same notes for all three.
struct TaskScore {
    std::string corpus;
    Task task = Task::Continue;
    int notes = 0;
    std::vector<Ratio> model;
    std::vector<Ratio> ngram;   ///< RowNgram
    std::vector<Ratio> copy;    ///< CopyBaseline
};

struct TaskLikelihoodOptions {
    std::filesystem::path model;        ///< a model's folder
    std::filesystem::path corpus;       ///< as Corpus.h reads it; its train split teaches the n-gram, where it has one
    std::string split = "valid";
    std::vector<std::string> flagged;   ///< flagged corpora to use as well
    std::vector<std::string> only;      ///< corpora to ask about; empty: all. The n-gram learns from all
    int requestsPerTask = 40;           ///< drawn for each corpus and task
    std::uint64_t seed = 20'261;
};

/// Scores the model and the baselines over rows on requests drawn from the split, the same for all. `say` gets a line for
/// each corpus as it is done.
Result<std::vector<TaskScore>> evaluateTasks(const TaskLikelihoodOptions& options, const std::function<void(const std::string&)>& say);

/// Bits a note for each task and corpus, for all corpora and for all tasks, and how far the model is ahead of the others.
std::vector<Figure> figuresOf(const std::vector<TaskScore>& scores);

} // namespace continuo
