// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Statistics.h"

#include "core/base/Random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace continuo {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// Ranks from 1, equal values sharing their mean.
std::vector<double> ranksOf(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        for (end = begin + 1; end < order.size() && values[order[end]] == values[order[begin]];)
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = static_cast<double>(begin + end + 1) / 2;
    }
    return ranks;
}

double correlation(std::span<const double> x, std::span<const double> y)
{
    const auto count = static_cast<double>(x.size());
    const double meanX = std::accumulate(x.begin(), x.end(), 0.0) / count;
    const double meanY = std::accumulate(y.begin(), y.end(), 0.0) / count;
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - meanX) * (y[i] - meanY);
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : kNoNumber;
}

/// The sums of each piece.
struct PieceSums {
    std::vector<double> numerator, denominator;
};

double ratioIn(const PieceSums& sums, const PieceSample& sample)
{
    double numerator = 0, denominator = 0;
    for (const int piece : sample) {
        numerator += sums.numerator[static_cast<std::size_t>(piece)];
        denominator += sums.denominator[static_cast<std::size_t>(piece)];
    }
    return denominator > 0 ? numerator / denominator : kNoNumber;
}

PieceSums sumsOf(std::span<const Ratio> ratios, PieceNumbers& numbers)
{
    PieceSums sums;
    for (const Ratio& ratio : ratios) {
        const auto piece = static_cast<std::size_t>(numbers(ratio.piece));
        sums.numerator.resize(std::max(sums.numerator.size(), piece + 1));
        sums.denominator.resize(sums.numerator.size());
        sums.numerator[piece] += ratio.numerator;
        sums.denominator[piece] += ratio.denominator;
    }
    return sums;
}

} // namespace

Estimate bootstrap(int pieces, int count, const std::function<double(const PieceSample&)>& statistic, int resamples,
                   std::uint64_t seed)
{
    Estimate estimate;
    PieceSample sample(static_cast<std::size_t>(pieces));
    std::iota(sample.begin(), sample.end(), 0);
    estimate.value = pieces > 0 ? statistic(sample) : kNoNumber;
    if (std::isnan(estimate.value))
        return {};
    estimate.count = count;
    estimate.pieces = pieces;
    Random random(seed);
    std::vector<double> values;
    for (int i = 0; i < resamples; ++i) {
        for (int& piece : sample)
            piece = random.below(pieces);
        if (const double value = statistic(sample); !std::isnan(value))
            values.push_back(value);
    }
    estimate.low = estimate.high = estimate.value;
    if (!values.empty()) {
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        estimate.low += quantile(values, 0.025) - mean;
        estimate.high += quantile(values, 0.975) - mean;
    }
    return estimate;
}

Estimate ratioOf(std::span<const Ratio> ratios)
{
    PieceNumbers numbers;
    const PieceSums sums = sumsOf(ratios, numbers);
    return bootstrap(numbers.size(), static_cast<int>(ratios.size()),
                     [&](const PieceSample& sample) { return ratioIn(sums, sample); });
}

Estimate differenceOf(std::span<const Ratio> ratios, std::span<const Ratio> minus)
{
    PieceNumbers numbers;
    const PieceSums sums = sumsOf(ratios, numbers), others = sumsOf(minus, numbers);
    return bootstrap(numbers.size(), static_cast<int>(ratios.size()),
                     [&](const PieceSample& sample) { return ratioIn(sums, sample) - ratioIn(others, sample); });
}

double spearman(std::span<const double> x, std::span<const double> y)
{
    return x.empty() ? kNoNumber : correlation(ranksOf(x), ranksOf(y));
}

Estimate spearmanOf(std::span<const Pair> pairs)
{
    PieceNumbers numbers;
    std::vector<std::vector<std::size_t>> byPiece;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto piece = static_cast<std::size_t>(numbers(pairs[i].piece));
        byPiece.resize(std::max(byPiece.size(), piece + 1));
        byPiece[piece].push_back(i);
    }
    return bootstrap(numbers.size(), static_cast<int>(pairs.size()), [&](const PieceSample& sample) {
        std::vector<double> x, y;
        for (const int piece : sample)
            for (const std::size_t i : byPiece[static_cast<std::size_t>(piece)]) {
                x.push_back(pairs[i].x);
                y.push_back(pairs[i].y);
            }
        return spearman(x, y);
    });
}

double areaUnderCurve(std::span<const double> lower, std::span<const double> higher)
{
    if (lower.empty() || higher.empty())
        return kNoNumber;
    std::vector<double> all(lower.begin(), lower.end());
    all.insert(all.end(), higher.begin(), higher.end());
    const std::vector<double> ranks = ranksOf(all);
    const double sum = std::accumulate(ranks.begin() + static_cast<std::ptrdiff_t>(lower.size()), ranks.end(), 0.0);
    const auto count = static_cast<double>(higher.size());
    return (sum - count * (count + 1) / 2) / (count * static_cast<double>(lower.size()));
}

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double overlap(std::span<const double> one, std::span<const double> other)
{
    const double sumOne = std::accumulate(one.begin(), one.end(), 0.0);
    const double sumOther = std::accumulate(other.begin(), other.end(), 0.0);
    if (!(sumOne > 0 && sumOther > 0))
        return kNoNumber;
    double shared = 0;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        shared += std::min(one[i] / sumOne, other[i] / sumOther);
    return shared;
}

int PieceNumbers::operator()(const std::string& piece)
{
    return numbers_.emplace(piece, size()).first->second;
}

} // namespace continuo
