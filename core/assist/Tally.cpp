// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Tally.h"

#include "core/assist/Features.h"

#include <cstdlib>

namespace continuo {

void Tally::addTime(const StepSpan& cell, int onset, int steps)
{
    const int ahead = stepsToNextBeat(cell, onset);
    ++notes;
    syncopated += ahead > 0 && steps > ahead ? 1 : 0;
}

void Tally::addPitch(int pitch, int semitones, int steps)
{
    ++pitched;
    degrees += steps * degreeBrightness(semitones);
    lengths += steps;
    pitches += pitch;
}

void Tally::addMove(int semitones)
{
    const int distance = std::abs(semitones);
    moves += distance > 0 ? 1 : 0;
    small += distance > 0 && distance <= kStepSemitones ? 1 : 0;
    large += distance > kNoLeapSemitones ? 1 : 0;
}

double Tally::brightness(double usual, double weight) const
{
    const double own = pitched > 0 ? (degrees / lengths + heightBrightness(pitches / pitched)) / 2 : usual;
    return (pitched * own + weight * usual) / (pitched + weight);
}

} // namespace continuo
