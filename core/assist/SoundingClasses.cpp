// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SoundingClasses.h"

#include <algorithm>

namespace continuo {

std::vector<PitchClasses> soundingClasses(const Score& score, std::span<const int> parts, Range<int> spans)
{
    const int begin = score.grid[spans.begin].firstStep;
    const StepSpan& last = score.grid[spans.end - 1];
    std::vector<PitchClasses> classes(static_cast<std::size_t>(last.firstStep + last.steps - begin));
    for (const int part : parts) {
        if (score.parts[static_cast<std::size_t>(part)].isDrums())
            continue;
        for (int span = spans.begin; span < spans.end; ++span)
            for (const RowNote& note : score.cell(part, span)) {
                const auto start = static_cast<std::size_t>(score.grid[span].firstStep - begin + note.onset);
                const auto end = std::min(classes.size(), start + static_cast<std::size_t>(kDurationSteps[note.duration]));
                for (std::size_t step = start; step < end; ++step)
                    classes[step].set(note.pitch % 12u);
            }
    }
    return classes;
}

double harmonyAgreement(std::span<const PitchClasses> one, std::span<const PitchClasses> other)
{
    int sounding = 0, same = 0;
    for (std::size_t step = 0; step < std::min(one.size(), other.size()); ++step) {
        if (one[step].none() && other[step].none())
            continue;
        ++sounding;
        same += one[step] == other[step] ? 1 : 0;
    }
    return sounding > 0 ? static_cast<double>(same) / sounding : 1;
}

} // namespace continuo
