// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Steering.h"

#include "core/assist/Features.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace continuo {

namespace {

// Usual shares in music; asking for more or less than these leans the choices.
constexpr double kUsualSteps = 0.6, kUsualLeaps = 0.15, kUsualSyncopation = 0.08;
constexpr double kUsualBrightness = 0.5, kUsualClosing = 0.3;
constexpr double kWeightOfUsual = 4; // notes or moves that count as usual before there are any
constexpr double kBrightGain = 10;
constexpr double kOctaveAndAHalf = 18;

double logOdds(double share)
{
    const double inside = std::clamp(share, 0.02, 0.98);
    return std::log(inside / (1 - inside));
}

/// What leads a share from where it is, `hits` of `count` so far, to what is asked for.
double towards(double asked, double usual, int hits, int count)
{
    constexpr double kGain = 2;
    return kGain * (logOdds(asked) - logOdds((hits + kWeightOfUsual * usual) / (count + kWeightOfUsual)));
}

} // namespace

Steering::Steering(const Character& asked, const KeyFrame& frame, const std::optional<Liveliness>& lively)
    : asked_(asked)
    , frame_(frame)
{
    if (!lively)
        return;
    pace_ = lively->notesPerQuarter;
    asked_.syncopation = lively->syncopation;
}

void Steering::leanOnsets(std::span<float> logits, const StepSpan& cell, const Standing& before, const Tally& soFar,
                          float strength) const
{
    const int steps = std::min(cell.steps, kMaxCellSteps);
    if (asked_.syncopation) {
        // Fewer need no other starts, only shorter lengths.
        const double lean = std::max(0.0, towards(*asked_.syncopation, kUsualSyncopation, soFar.syncopated, soFar.notes));
        for (int step = 0; step < steps; ++step)
            if (stepsToNextBeat(cell, step) > 0)
                logits[static_cast<std::size_t>(step)] += strength * static_cast<float>(lean);
    }
    if (pace_)
        leanToPace(logits, steps, before, strength);
    if (asked_.closing && before.restFrom)
        for (int step = std::max(0, *before.restFrom) + 1; step < steps; ++step)
            logits[static_cast<std::size_t>(step)] -= strength * static_cast<float>(3 * (*asked_.closing - kUsualClosing));
    // A chord goes on with another note at the same start.
    if (asked_.voices && before.lastOnset >= 0)
        logits[static_cast<std::size_t>(before.lastOnset)] +=
            before.together < *asked_.voices ? 2 * strength : -4 * strength;
}

void Steering::leanToPace(std::span<float> logits, int steps, const Standing& before, float strength) const
{
    constexpr double kFree = 0.5, kMost = 8; // notes ahead or behind that are no matter, and that count
    // Whoever starts at a step, or ends the cell, should by then have as many notes as the pace wants.
    const auto away = [&](double step) {
        const double notes = before.wanted * step / steps - before.notes;
        return std::clamp(std::abs(notes) - kFree, 0.0, kMost);
    };
    for (int step = 0; step < steps; ++step)
        logits[static_cast<std::size_t>(step)] -= 2 * strength * static_cast<float>(away(step));
    const double left = std::clamp(before.wanted - before.notes - 0.5, -kMost, kMost);
    logits[kEndOfCell] -= 2 * strength * static_cast<float>(left);
}

void Steering::leanPitches(std::span<float> logits, int onset, const Standing& before, const Tally& soFar,
                           float strength) const
{
    const bool isTop = before.lastOnset != onset;
    const double toSteps = asked_.stepShare ? towards(*asked_.stepShare, kUsualSteps, soFar.small, soFar.moves) : 0;
    const double toLeaps = asked_.leapShare ? towards(*asked_.leapShare, kUsualLeaps, soFar.large, soFar.moves) : 0;
    // What is too dark so far asks for brighter degrees and for higher notes, so that parts keep their distances.
    const double toBright =
        asked_.brightness ? kBrightGain * (*asked_.brightness - soFar.brightness(kUsualBrightness, kWeightOfUsual)) : 0;
    const int tonic = frame_.tonic();
    for (int pitch = 0; pitch < kDrumPitchBase; ++pitch) {
        double lean = 0;
        if (before.centre) {
            const double away = std::min(kOctaveAndAHalf, std::abs(pitch - *before.centre)) / 6;
            lean -= away * away;
        }
        lean += toBright * (degreeBrightness((pitch - tonic + 12) % 12) + pitch / 12.0);
        if (asked_.closing && before.restFrom && onset + kStepsPerQuarter >= *before.restFrom) {
            const int degree = (pitch - tonic + 132) % 12;
            const bool isHome = degree == 0 || degree == (frame_.mode == 1 ? 3 : 4) || degree == 7;
            lean += (*asked_.closing - kUsualClosing) * (degree == 0 ? 4 : isHome ? 2 : -2);
        }
        if (isTop && before.top && pitch != *before.top) {
            const int move = std::abs(pitch - *before.top);
            lean += move <= kStepSemitones ? toSteps : 0;
            lean += move > kNoLeapSemitones ? toLeaps : 0;
        }
        logits[static_cast<std::size_t>(pitch)] += strength * static_cast<float>(lean);
    }
}

void Steering::leanDurations(std::span<float> logits, const StepSpan& cell, int onset, const Standing& before,
                             const Tally& soFar, float strength) const
{
    const int ahead = stepsToNextBeat(cell, onset);
    const bool maySyncopate = asked_.syncopation && ahead > 0;
    const double over = maySyncopate ? towards(*asked_.syncopation, kUsualSyncopation, soFar.syncopated, soFar.notes) : 0;
    // A voice that holds on keeps the notes from coming that its pace still wants.
    const double left = pace_ ? before.wanted - before.notes : 0;
    const double gap = left > 1 ? std::max(1, cell.steps - onset) / left : std::numeric_limits<double>::infinity();
    for (int duration = 0; duration < kDurationClasses; ++duration) {
        const int steps = kDurationSteps[static_cast<std::size_t>(duration)];
        double lean = steps > ahead ? over : 0;
        if (steps > gap)
            lean -= 2 * std::log2(steps / gap);
        logits[static_cast<std::size_t>(duration)] += strength * static_cast<float>(lean);
    }
}

} // namespace continuo
