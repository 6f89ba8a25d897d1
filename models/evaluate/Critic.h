// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"
#include "models/evaluate/Statistics.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// Tells two kinds of things apart by numbers that describe them: boosted regression trees of depth 3 with logistic
/// loss (Friedman, Annals of Statistics 29, 2001). Made for measuring only; with hundreds of examples and some dozens of
/// numbers it learns more than a network would.
class Critic {
public:
    using Features = std::vector<double>;

    /// All features of the same length; `isSecond` has one entry each.
    static Critic trained(const std::vector<Features>& examples, const std::vector<std::uint8_t>& isSecond);
    /// Log odds of being of the second kind.
    double score(const Features& features) const;

private:
    static constexpr int kDepth = 3;
    /// A complete tree: inner nodes in rows from the root on, then what the leaves add.
    struct Tree {
        std::array<int, (1 << kDepth) - 1> feature{};
        std::array<double, (1 << kDepth) - 1> threshold{};      ///< values at or below it go left
        std::array<double, 1 << kDepth> leaves{};
        std::size_t leafOf(const Features& features) const;
    };
    double start_ = 0;
    std::vector<Tree> trees_;
};

/// One thing that the critic is to judge.
struct Judged {
    std::string piece;
    Critic::Features features;
    bool isGenerated = false;
};

/// What fresh critics make of pieces that they did not learn from: pieces fall into five parts, each is judged by a critic
/// trained on the other four. Log odds of being generated, one each.
std::vector<double> criticScores(const std::vector<Judged>& judged);

/// How well such scores tell generated from real, the area under their curve. 0.5: not at all; 1: always.
Estimate criticArea(const std::vector<Judged>& judged, const std::vector<double>& scores);

/// What a critic sees of some bars: `excerpt` is what is written, `given` the other parts in the same bars, `before` the
/// same parts in the bars before (empty for none), `bits` what an n-gram finds of it in bits a note (onset, pitch, length).
Critic::Features criticFeatures(const Excerpt& excerpt, const Excerpt& given, const Excerpt& before, const std::array<double, 3>& bits);

} // namespace continuo
