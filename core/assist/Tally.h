// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/StepGrid.h"

namespace continuo {

/// What a draft has written so far, counted as Features.h measures it when it is done.
struct Tally {
    int notes = 0, syncopated = 0;
    int moves = 0, small = 0, large = 0;          ///< of top lines
    double degrees = 0, lengths = 0, pitches = 0; ///< of pitched notes: brightness of degrees by length, steps, heights
    int pitched = 0;

    /// A note of the cell that starts `onset` steps into it and sounds for `steps`.
    void addTime(const StepSpan& cell, int onset, int steps);
    /// Its pitch, unless it is a drum's; `semitones` (0..11) above the tonic.
    void addPitch(int pitch, int semitones, int steps);
    /// A move of a top line, in semitones; a repeated pitch is none.
    void addMove(int semitones);

    /// As brightness() of Features.h, beside `weight` notes of the usual one.
    double brightness(double usual, double weight) const;
};

} // namespace continuo
