// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace continuo {

/// A figure with what it rests on: how many things were counted in how many pieces, and how far it lies from its mean in
/// 95 of 100 bootstrap samples of the pieces. Taken from the mean of the samples, since a sample with repeats overlaps
/// less with anything. Pieces are drawn, never notes: notes of a piece are alike.
struct Estimate {
    double value = 0;
    double low = 0, high = 0;
    int count = 0;      ///< requests, or what else the figure is over
    int pieces = 0;     ///< 0: there was nothing to measure, and the numbers mean nothing
};

/// Which pieces a sample holds, by number, with repeats.
using PieceSample = std::vector<int>;

inline constexpr int kResamples = 1000;

/// The statistic of pieces 0..pieces-1, each once, and its interval. `statistic` may see the same piece several times.
/// Samples in which it is not a number (nothing to measure) are left out.
Estimate bootstrap(int pieces, int count, const std::function<double(const PieceSample&)>& statistic,
                   int resamples = kResamples, std::uint64_t seed = 1);

/// Sums that make a figure when divided, one for each thing that was measured. A mean has denominators of 1, bits a
/// note the number of notes, F1 twice the hits over the notes of both sides.
struct Ratio {
    std::string piece;      ///< what is drawn together in the bootstrap
    double numerator = 0;
    double denominator = 1;
};

/// Sum of numerators over sum of denominators.
Estimate ratioOf(std::span<const Ratio> ratios);

/// The difference of two such figures, of the same things in the same order, the pieces drawn for both at once.
Estimate differenceOf(std::span<const Ratio> ratios, std::span<const Ratio> minus);

/// Two numbers that should rise together.
struct Pair {
    std::string piece;
    double x = 0, y = 0;
};

/// Spearman's rank correlation, equal values sharing their mean rank; not a number when one side is constant.
double spearman(std::span<const double> x, std::span<const double> y);
Estimate spearmanOf(std::span<const Pair> pairs);

/// How probable it is that a number drawn from `higher` is above one drawn from `lower`, ties half: the area under the
/// receiver operating characteristic. Not a number when one is empty.
double areaUnderCurve(std::span<const double> lower, std::span<const double> higher);

/// The value below which the share `q` of the values lies, linear between neighbours; 0 without any.
double quantile(std::vector<double> values, double q);

/// What two histograms share: the sum over bins of the smaller share, 0..1. Not a number when one is empty.
double overlap(std::span<const double> one, std::span<const double> other);

/// Numbers pieces in the order of their first appearance.
class PieceNumbers {
public:
    int operator()(const std::string& piece);
    int size() const { return static_cast<int>(numbers_.size()); }

private:
    std::map<std::string, int> numbers_;
};

} // namespace continuo
