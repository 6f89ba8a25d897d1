// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Ranking.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

// What a distance of 1 costs. A draft that misses what was asked by a tenth is as bad as one twice as odd as usual.
constexpr double kErrorCost = 20;
constexpr double kOddnessCost = 2;   // by the share of the median that the surprise is off
constexpr double kSamenessCost = 3;
constexpr double kLonelinessCost = 8; // of the first: by how far the others are from it on average

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double distance(const Draft& one, const Draft& other)
{
    const double near = resemblance(one.notes, other.notes);
    return one.harmony.empty() ? 1 - near : 1 - (near + harmonyAgreement(one.harmony, other.harmony)) / 2;
}

/// How far the others are from each draft on average, 0..1.
std::vector<double> loneliness(const std::vector<Draft>& drafts)
{
    std::vector<double> distances(drafts.size(), 0.0);
    for (std::size_t i = 0; i < drafts.size(); ++i)
        for (std::size_t j = i + 1; j < drafts.size(); ++j) {
            const double apart = distance(drafts[i], drafts[j]) / static_cast<double>(drafts.size() - 1);
            distances[i] += apart;
            distances[j] += apart;
        }
    return distances;
}

} // namespace

std::vector<std::size_t> chooseDrafts(const std::vector<Draft>& drafts, std::size_t count)
{
    std::vector<std::size_t> chosen;
    if (drafts.empty())
        return chosen;
    std::vector<double> surprises;
    for (const Draft& draft : drafts)
        surprises.push_back(draft.surprise);
    const double typical = median(surprises);
    const auto cost = [&](const Draft& draft) {
        const double oddness = typical > 0 ? std::min(1.0, std::abs(draft.surprise - typical) / typical) : 0.0;
        return kErrorCost * draft.error + kOddnessCost * oddness;
    };
    const std::vector<double> lonely = loneliness(drafts);
    std::vector<double> sameness(drafts.size(), 0.0);
    std::vector<bool> isChosen(drafts.size(), false);
    while (chosen.size() < std::min(count, drafts.size())) {
        std::size_t best = drafts.size();
        double bestCost = 0;
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            const double total = cost(drafts[i])
                + (chosen.empty() ? kLonelinessCost * lonely[i] : kSamenessCost * sameness[i]);
            if (!isChosen[i] && (best == drafts.size() || total < bestCost)) {
                best = i;
                bestCost = total;
            }
        }
        isChosen[best] = true;
        chosen.push_back(best);
        for (std::size_t i = 0; i < drafts.size(); ++i)
            if (!isChosen[i])
                sameness[i] = std::max(sameness[i], resemblance(drafts[i].notes, drafts[best].notes));
    }
    return chosen;
}

} // namespace continuo
