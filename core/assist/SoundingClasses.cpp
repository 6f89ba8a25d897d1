// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SoundingClasses.h"

#include <algorithm>
#include <cstddef>

namespace continuo {

std::vector<PitchClasses> soundingClasses(const Score& score, std::span<const int> parts, Range<int> spans)
{
    std::vector<PitchClasses> classes(static_cast<std::size_t>(score.grid.stepsOf(spans)));
    for (const int part : parts)
        if (!score.parts[static_cast<std::size_t>(part)].isDrums())
            eachSounding(score, part, spans, [&classes](const RowNote& note, Range<int> steps) {
                for (int step = steps.begin; step < steps.end; ++step)
                    classes[static_cast<std::size_t>(step)].set(note.pitch % 12u);
            });
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

double foreignToneShare(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around)
{
    PitchClasses known;
    for (const Range<int> side : {Range<int>{around.begin, spans.begin}, Range<int>{spans.end, around.end}})
        if (side.begin < side.end)
            for (const PitchClasses& classes : soundingClasses(score, parts, side))
                known |= classes;
    std::size_t all = 0, foreign = 0;
    for (const PitchClasses& classes : soundingClasses(score, parts, spans)) {
        all += classes.count();
        foreign += (classes & ~known).count();
    }
    return known.any() && all > 0 ? static_cast<double>(foreign) / static_cast<double>(all) : 0;
}

} // namespace continuo
