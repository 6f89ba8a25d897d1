// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Steering.h"

#include "core/assist/Prompt.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace continuo {

namespace {

// Usual shares in music; asking for more or less than these leans the choices.
constexpr double kUsualSteps = 0.6, kUsualLeaps = 0.15, kUsualSyncopation = 0.08;
constexpr double kOctaveAndAHalf = 18;
constexpr int kFirstOffBeat = 3;            // metricValue()

} // namespace

void Steering::leanOnsets(std::span<float> logits, const StepSpan& cell, const Standing& before, float strength) const
{
    if (asked_.syncopation)
        for (int step = 0; step < std::min(cell.steps, kMaxCellSteps); ++step)
            if (metricValue(cell, step) >= kFirstOffBeat)
                logits[static_cast<std::size_t>(step)] += strength * static_cast<float>(5 * (*asked_.syncopation - kUsualSyncopation));
    // A chord goes on with another note at the same start.
    if (asked_.voices && before.lastOnset >= 0)
        logits[static_cast<std::size_t>(before.lastOnset)] += before.together < *asked_.voices ? 2 * strength : -4 * strength;
}

void Steering::leanPitches(std::span<float> logits, int onset, const Standing& before, float strength) const
{
    const bool isTop = before.lastOnset != onset;
    for (int pitch = 0; pitch < kDrumPitchBase; ++pitch) {
        double lean = 0;
        if (asked_.meanPitch) {
            const double away = std::min(kOctaveAndAHalf, std::abs(pitch + frameShift_ - *asked_.meanPitch)) / 6;
            lean -= away * away;
        }
        if (isTop && before.top && pitch != *before.top) {
            const int move = std::abs(pitch - *before.top);
            if (asked_.stepShare && move <= 2)
                lean += 4 * (*asked_.stepShare - kUsualSteps);
            if (asked_.leapShare && move > 4)
                lean += 6 * (*asked_.leapShare - kUsualLeaps);
        }
        logits[static_cast<std::size_t>(pitch)] += strength * static_cast<float>(lean);
    }
}

} // namespace continuo
