// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Crossings.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kSilent = -1;

/// The line's pitch at each step from the first span's start.
std::vector<int> pitchBySteps(const Score& score, int part, Range<int> spans)
{
    std::vector<int> pitches(static_cast<std::size_t>(score.grid.stepsOf(spans)), kSilent);
    eachSounding(score, part, spans, [&pitches](const RowNote& note, Range<int> steps) {
        std::fill(pitches.begin() + steps.begin, pitches.begin() + steps.end, int{note.pitch});
    });
    return pitches;
}

} // namespace

double crossingShare(const Score& score, const std::vector<int>& lines, Range<int> spans)
{
    int crossed = 0, together = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const std::vector<int> upper = pitchBySteps(score, lines[i], spans), lower = pitchBySteps(score, lines[i + 1], spans);
        for (std::size_t step = 0; step < upper.size(); ++step) {
            if (upper[step] == kSilent || lower[step] == kSilent)
                continue;
            ++together;
            crossed += upper[step] < lower[step] ? 1 : 0;
        }
    }
    return together > 0 ? static_cast<double>(crossed) / together : 0;
}

} // namespace continuo
