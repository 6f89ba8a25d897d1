// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Steering.h"

#include "core/assist/Features.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace continuo {

namespace {

// Usual shares in music; asking for more or less than these leans the choices.
constexpr double kUsualSteps = 0.6, kUsualLeaps = 0.15, kUsualSyncopation = 0.08;
constexpr double kUsualBrightness = 0.5, kUsualEnergy = 0.35, kUsualClosing = 0.3;
constexpr double kOctaveAndAHalf = 18;
constexpr int kMiddleC = 60;

} // namespace

void Steering::leanOnsets(std::span<float> logits, const StepSpan& cell, const Standing& before, float strength) const
{
    if (asked_.syncopation)
        for (int step = 0; step < std::min(cell.steps, kMaxCellSteps); ++step)
            if (stepsToNextBeat(cell, step) > 0)
                logits[static_cast<std::size_t>(step)] += strength * static_cast<float>(5 * (*asked_.syncopation - kUsualSyncopation));
    // Livelier bars end later.
    if (asked_.energy)
        logits[kEndOfCell] -= strength * static_cast<float>(6 * (*asked_.energy - kUsualEnergy));
    if (asked_.closing && before.restFrom)
        for (int step = std::max(0, *before.restFrom) + 1; step < std::min(cell.steps, kMaxCellSteps); ++step)
            logits[static_cast<std::size_t>(step)] -= strength * static_cast<float>(3 * (*asked_.closing - kUsualClosing));
    // A chord goes on with another note at the same start.
    if (asked_.voices && before.lastOnset >= 0)
        logits[static_cast<std::size_t>(before.lastOnset)] += before.together < *asked_.voices ? 2 * strength : -4 * strength;
}

void Steering::leanPitches(std::span<float> logits, int onset, const Standing& before, float strength) const
{
    const bool isTop = before.lastOnset != onset;
    const int tonic = frame_.tonic();
    for (int pitch = 0; pitch < kDrumPitchBase; ++pitch) {
        double lean = 0;
        if (asked_.meanPitch) {
            const double away = std::min(kOctaveAndAHalf, std::abs(pitch + frame_.shift - *asked_.meanPitch)) / 6;
            lean -= away * away;
        }
        if (asked_.brightness)
            lean += (*asked_.brightness - kUsualBrightness)
                * (4 * (degreeBrightness((pitch - tonic + 12) % 12) - 0.5) + std::clamp((pitch - kMiddleC) / 6.0, -4.0, 4.0));
        if (asked_.closing && before.restFrom && onset + kStepsPerQuarter >= *before.restFrom) {
            const int degree = (pitch - tonic + 132) % 12;
            const bool isHome = degree == 0 || degree == (frame_.mode == 1 ? 3 : 4) || degree == 7;
            lean += (*asked_.closing - kUsualClosing) * (degree == 0 ? 4 : isHome ? 2 : -2);
        }
        if (isTop && before.top && pitch != *before.top) {
            const int move = std::abs(pitch - *before.top);
            if (asked_.stepShare && move <= 2)
                lean += 7 * (*asked_.stepShare - kUsualSteps);
            if (asked_.leapShare && move > 4)
                lean += 8 * (*asked_.leapShare - kUsualLeaps);
        }
        logits[static_cast<std::size_t>(pitch)] += strength * static_cast<float>(lean);
    }
}

void Steering::leanDurations(std::span<float> logits, const StepSpan& cell, int onset, float strength) const
{
    const int ahead = stepsToNextBeat(cell, onset);
    if (!asked_.syncopation || ahead == 0)
        return;
    for (int duration = 0; duration < kDurationClasses; ++duration)
        if (kDurationSteps[static_cast<std::size_t>(duration)] > ahead)
            logits[static_cast<std::size_t>(duration)] += strength * static_cast<float>(5 * (*asked_.syncopation - kUsualSyncopation));
}

} // namespace continuo
