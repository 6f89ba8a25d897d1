// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/KeySignature.h"
#include "core/theory/Pitch.h"

namespace continuo {

/// A pitch as it is written: F sharp and G flat are two.
struct SpelledPitch {
    char step = 'C';   ///< 'A'..'G'
    int alter = 0;     ///< semitones: -2 double flat .. 2 double sharp
    int octave = 4;    ///< of the step: B sharp 3 sounds like C 4

    bool operator==(const SpelledPitch&) const = default;
};

/// The name that the pitch has in the key: tones of the scale as the signature has them, the raised tones of minor as
/// sharps, and otherwise what lies nearest on the line of fifths.
SpelledPitch spelledIn(KeySignature key, Pitch pitch);

/// Semitones above C-1 of what is written; may lie outside 0..127.
int semitonesOf(SpelledPitch spelled);

} // namespace continuo
