// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/SopranoRuns.h"

#include <set>

namespace continuo {

namespace {

constexpr std::size_t kRun = 16;
using Run = std::vector<int>;

std::set<Run> sopranoRuns(const Chorale& chorale)
{
    std::set<Run> runs;
    Run intervals;
    int last = kRest;
    for (const ChoraleStep& step : chorale) {
        const int pitch = step[0];
        if (pitch == last)
            continue;
        if (pitch == kRest || last == kRest)
            intervals.clear();
        else
            intervals.push_back(pitch - last);
        last = pitch;
        if (intervals.size() >= kRun)
            runs.emplace(intervals.end() - static_cast<std::ptrdiff_t>(kRun), intervals.end());
    }
    return runs;
}

} // namespace

std::vector<bool> sharesSopranoRun(std::span<const Chorale> chorales, std::span<const Chorale> train)
{
    std::set<Run> known;
    for (const Chorale& chorale : train)
        known.merge(sopranoRuns(chorale));
    std::vector<bool> shares;
    for (const Chorale& chorale : chorales) {
        bool isShared = false;
        for (const Run& run : sopranoRuns(chorale))
            isShared = isShared || known.contains(run);
        shares.push_back(isShared);
    }
    return shares;
}

} // namespace continuo
