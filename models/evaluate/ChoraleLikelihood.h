// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "models/evaluate/Study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// The chorale benchmark, in nats over grid tokens, an entry a chorale.
struct ChoraleScores {
    std::vector<Ratio> model;               ///< key included: log 24 a chorale is added for telling it
    std::vector<Ratio> ngram;               ///< ChoraleNgram, trained as written; empty when the file has no train split
    std::vector<Ratio> ngramTransposed;     ///< ChoraleNgram, trained on seven transpositions
    std::vector<bool> sharesRun;            ///< sharesSopranoRun() with the train split; empty without one
};

Result<ChoraleScores> evaluateChorales(const std::filesystem::path& model, const std::filesystem::path& file,
                                       const std::string& split);

/// Nats a grid token: of all chorales, and of those that share a soprano run with the train split and those that do not.
std::vector<Figure> figuresOf(const ChoraleScores& scores);

} // namespace continuo
