// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Result.h"
#include "models/train/RowNgram.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace continuo {

/// Held-out likelihood of one task on one corpus: the surprise of every choice of the target, cell ends included, over
/// the number of target notes.
struct TaskScore {
    std::string corpus;
    Task task = Task::Continue;
    int requests = 0;
    TargetBits model, ngram;    ///< of the same notes

    double modelBitsPerNote() const { return model.notes > 0 ? model.total() / model.notes : 0; }
    double ngramBitsPerNote() const { return ngram.notes > 0 ? ngram.total() / ngram.notes : 0; }
};

struct EvaluateOptions {
    std::filesystem::path model;        ///< a model's folder
    std::filesystem::path corpus;       ///< as Corpus.h reads it; its train split teaches the n-gram, where it has one
    std::string split = "valid";
    std::vector<std::string> flagged;   ///< flagged corpora to use as well
    int requestsPerTask = 40;           ///< drawn for each corpus and task
    std::uint64_t seed = 20'261;
};

/// Scores the model and the n-gram over rows (RowNgram.h) on requests drawn from the split, the same for both.
/// `say` gets a line for each corpus as it is done.
Result<std::vector<TaskScore>> evaluateTasks(const EvaluateOptions& options, const std::function<void(const std::string&)>& say);

/// The chorale benchmark, in nats per grid token of the split's chorales.
struct ChoraleScore {
    int chorales = 0;
    double model = 0;               ///< key included: log 24 a chorale is added for telling it
    std::optional<double> ngram;            ///< ChoraleNgram, trained as written; none when the file has no train split
    std::optional<double> ngramTransposed;  ///< ChoraleNgram, trained on seven transpositions
};

Result<ChoraleScore> evaluateChorales(const std::filesystem::path& model, const std::filesystem::path& file,
                                      const std::string& split);

} // namespace continuo
