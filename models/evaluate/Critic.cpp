// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Critic.h"

#include "core/base/Random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace continuo {

namespace {

constexpr int kTrees = 120;
constexpr double kRate = 0.08;
constexpr int kThresholds = 24;             // tried for each feature
constexpr double kFewestInLeaf = 8;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Values that divide the examples into about equal parts.
std::vector<double> thresholdsOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    std::vector<double> thresholds;
    for (int i = 1; i < kThresholds; ++i)
        thresholds.push_back(values[values.size() * at(i) / kThresholds]);
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    return thresholds;
}

struct Split {
    int feature = 0;
    double threshold = std::numeric_limits<double>::infinity();     // everything goes left
    double gain = 0;
};

/// What the examples of a node still want (gradient), and how much of it they can take (curvature).
struct Wants {
    double gradient = 0, curvature = 0, count = 0;
    double strength() const { return gradient * gradient / (curvature + 1); }
    Wants operator-(const Wants& other) const
    {
        return {gradient - other.gradient, curvature - other.curvature, count - other.count};
    }
    void add(double p, bool isSecond)
    {
        gradient += (isSecond ? 1 : 0) - p;
        curvature += p * (1 - p);
        count += 1;
    }
};

double probability(double logOdds)
{
    return 1 / (1 + std::exp(-logOdds));
}

} // namespace

std::size_t Critic::Tree::leafOf(const Features& features) const
{
    std::size_t node = 0;
    for (int depth = 0; depth < kDepth; ++depth)
        node = 2 * node + (features[at(feature[node])] <= threshold[node] ? 1 : 2);
    return node - feature.size();
}

Critic Critic::trained(const std::vector<Features>& examples, const std::vector<std::uint8_t>& isSecond)
{
    Critic critic;
    const std::size_t count = examples.size();
    if (count == 0)
        return critic;
    const auto seconds = static_cast<double>(std::count(isSecond.begin(), isSecond.end(), 1));
    critic.start_ = std::log((seconds + 1) / (static_cast<double>(count) - seconds + 1));
    const std::size_t width = examples.front().size();
    std::vector<std::vector<double>> thresholds;
    std::vector<std::vector<std::uint8_t>> bins(width); // of each example: thresholds below its value
    for (std::size_t f = 0; f < width; ++f) {
        std::vector<double> values;
        for (const Features& example : examples)
            values.push_back(example[f]);
        thresholds.push_back(thresholdsOf(values));
        for (const double value : values)
            bins[f].push_back(static_cast<std::uint8_t>(
                std::lower_bound(thresholds[f].begin(), thresholds[f].end(), value) - thresholds[f].begin()));
    }

    std::vector<double> scores(count, critic.start_);
    for (int round = 0; round < kTrees; ++round) {
        Tree tree;
        std::vector<double> odds;
        for (const double score : scores)
            odds.push_back(probability(score));
        std::vector<std::size_t> node(count, 0);
        for (std::size_t split = 0; split < tree.feature.size(); ++split) {
            Wants all;
            for (std::size_t i = 0; i < count; ++i)
                if (node[i] == split)
                    all.add(odds[i], isSecond[i] != 0);
            Split best;
            for (std::size_t f = 0; f < width; ++f) {
                std::vector<Wants> inBin(thresholds[f].size() + 1);
                for (std::size_t i = 0; i < count; ++i)
                    if (node[i] == split)
                        inBin[bins[f][i]].add(odds[i], isSecond[i] != 0);
                Wants left;
                for (std::size_t t = 0; t < thresholds[f].size(); ++t) {
                    left.gradient += inBin[t].gradient;
                    left.curvature += inBin[t].curvature;
                    left.count += inBin[t].count;
                    const Wants right = all - left;
                    const double gain = left.strength() + right.strength() - all.strength();
                    if (left.count >= kFewestInLeaf && right.count >= kFewestInLeaf && gain > best.gain)
                        best = {static_cast<int>(f), thresholds[f][t], gain};
                }
            }
            tree.feature[split] = best.feature;
            tree.threshold[split] = best.threshold;
            for (std::size_t i = 0; i < count; ++i)
                if (node[i] == split)
                    node[i] = 2 * split + (examples[i][at(best.feature)] <= best.threshold ? 1 : 2);
        }
        std::array<Wants, 1 << kDepth> leaves;
        for (std::size_t i = 0; i < count; ++i)
            leaves[node[i] - tree.feature.size()].add(odds[i], isSecond[i] != 0);
        for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf)
            tree.leaves[leaf] = kRate * leaves[leaf].gradient / (leaves[leaf].curvature + 1);
        for (std::size_t i = 0; i < count; ++i)
            scores[i] += tree.leaves[node[i] - tree.feature.size()];
        critic.trees_.push_back(tree);
    }
    return critic;
}

double Critic::score(const Features& features) const
{
    double score = start_;
    for (const Tree& tree : trees_)
        score += tree.leaves[tree.leafOf(features)];
    return score;
}

std::vector<double> criticScores(const std::vector<Judged>& judged)
{
    constexpr int kParts = 5;
    PieceNumbers numbers;
    std::vector<std::size_t> piece;
    for (const Judged& each : judged)
        piece.push_back(at(numbers(each.piece)));
    std::vector<int> part(at(numbers.size()));
    for (std::size_t i = 0; i < part.size(); ++i)
        part[i] = static_cast<int>(i) % kParts;
    Random random(1);
    for (std::size_t i = part.size(); i > 1; --i)
        std::swap(part[i - 1], part[at(random.below(static_cast<int>(i)))]);

    std::vector<double> scores(judged.size());
    for (int held = 0; held < kParts; ++held) {
        std::vector<Critic::Features> examples;
        std::vector<std::uint8_t> isSecond;
        for (std::size_t i = 0; i < judged.size(); ++i)
            if (part[piece[i]] != held) {
                examples.push_back(judged[i].features);
                isSecond.push_back(judged[i].isGenerated ? 1 : 0);
            }
        const Critic critic = Critic::trained(examples, isSecond);
        for (std::size_t i = 0; i < judged.size(); ++i)
            if (part[piece[i]] == held)
                scores[i] = critic.score(judged[i].features);
    }
    return scores;
}

Estimate criticArea(const std::vector<Judged>& judged, const std::vector<double>& scores)
{
    constexpr int kFewerResamples = 200; // each sorts all scores
    PieceNumbers numbers;
    std::vector<std::array<std::vector<double>, 2>> byPiece; // real, generated
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const std::size_t piece = at(numbers(judged[i].piece));
        byPiece.resize(std::max(byPiece.size(), piece + 1));
        byPiece[piece][judged[i].isGenerated ? 1 : 0].push_back(scores[i]);
    }
    return bootstrap(numbers.size(), static_cast<int>(judged.size()), [&](const PieceSample& sample) {
        std::array<std::vector<double>, 2> kinds;
        for (const int each : sample)
            for (std::size_t kind = 0; kind < kinds.size(); ++kind)
                kinds[kind].insert(kinds[kind].end(), byPiece[at(each)][kind].begin(), byPiece[at(each)][kind].end());
        return areaUnderCurve(kinds[0], kinds[1]);
    }, kFewerResamples);
}

} // namespace continuo
