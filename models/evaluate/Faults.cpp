// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Faults.h"

#include <algorithm>
#include <cstdlib>

namespace continuo {

namespace {

constexpr int kOctave = 12;
constexpr int kSeventhDegree = 11, kRaisedSeventhInMinor = 8; // above the C of C major and A minor

/// The notes of each bar of a part, steps from the start of the bar.
std::vector<std::vector<HeardNote>> barsOf(const Excerpt& excerpt, int part)
{
    std::vector<std::vector<HeardNote>> bars;
    for (const StepSpan& span : excerpt.spans) {
        const int begin = span.firstStep - excerpt.spans.front().firstStep;
        auto& bar = bars.emplace_back();
        for (HeardNote note : excerpt.notes)
            if (note.part == part && note.step >= begin && note.step < begin + span.steps) {
                note.step -= begin;
                bar.push_back(note);
            }
    }
    return bars;
}

} // namespace

FaultCount emptyBars(const Excerpt& excerpt)
{
    FaultCount count;
    for (const int part : excerpt.parts)
        for (const auto& bar : barsOf(excerpt, part)) {
            ++count.possible;
            count.found += bar.empty() ? 1 : 0;
        }
    return count;
}

FaultCount stuckBars(const Excerpt& excerpt)
{
    FaultCount count;
    for (const int part : excerpt.parts) {
        const auto bars = barsOf(excerpt, part);
        for (std::size_t i = 2; i < bars.size(); ++i) {
            ++count.possible;
            count.found += !bars[i].empty() && bars[i] == bars[i - 1] && bars[i] == bars[i - 2] ? 1 : 0;
        }
    }
    return count;
}

FaultCount registerJumps(const Excerpt& excerpt)
{
    FaultCount count;
    for (const int part : excerpt.parts) {
        const auto line = topLine(excerpt, part);
        for (std::size_t i = 1; i < line.size(); ++i) {
            ++count.possible;
            count.found += std::abs(line[i].pitch - line[i - 1].pitch) > kOctave ? 1 : 0;
        }
    }
    return count;
}

FaultCount hangingLeadingTone(const Excerpt& excerpt)
{
    const HeardNote* last = nullptr;
    for (const HeardNote& note : excerpt.notes)
        if (!note.isDrum() && (!last || note.step > last->step || (note.step == last->step && note.pitch > last->pitch)))
            last = &note;
    if (!last)
        return {};
    const int degree = excerpt.degree(last->pitch);
    return {degree == kSeventhDegree || degree == kRaisedSeventhInMinor ? 1 : 0, 1};
}

} // namespace continuo
