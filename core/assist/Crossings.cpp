// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Crossings.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kSilent = -1;

/// The line's pitch at each step from the first span's start.
std::vector<int> pitchBySteps(const Score& score, int part, Range<int> spans)
{
    const int begin = score.grid[spans.begin].firstStep;
    const StepSpan& last = score.grid[spans.end - 1];
    std::vector<int> pitches(static_cast<std::size_t>(last.firstStep + last.steps - begin), kSilent);
    for (int span = spans.begin; span < spans.end; ++span)
        for (const RowNote& note : score.cell(part, span)) {
            const auto start = static_cast<std::size_t>(score.grid[span].firstStep - begin + note.onset);
            const auto end = std::min(pitches.size(), start + static_cast<std::size_t>(kDurationSteps[note.duration]));
            std::fill(pitches.begin() + static_cast<std::ptrdiff_t>(start), pitches.begin() + static_cast<std::ptrdiff_t>(end), int{note.pitch});
        }
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
