// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"

namespace continuo {

// How near an answer comes to the notes that the piece has there. There are many good answers; these measures say
// whether an answer is more like the right one than what the baselines give.

/// Notes that are the same in part, onset and pitch, each counted once.
struct NoteHits {
    int hits = 0;
    int answered = 0, real = 0;     ///< notes of the answer, and of the piece

    double precision() const { return answered > 0 ? static_cast<double>(hits) / answered : 0; }
    double recall() const { return real > 0 ? static_cast<double>(hits) / real : 0; }
    double f1() const { return answered + real > 0 ? 2.0 * hits / (answered + real) : 0; }
};

NoteHits noteHits(const Excerpt& answer, const Excerpt& real);

/// A harmonization, sixteenth by sixteenth. Hits over what there is to hit.
struct HarmonyHits {
    /// Voices: sixteenths of a voice that have the same pitch (or both none) over all sixteenths of all voices.
    /// Otherwise: twice the pitches that both have at the time over the pitches of both.
    double pitch = 0, pitchCount = 0;
    double pitchClass = 0, pitchClassCount = 0;     ///< the same by pitch class
    /// Sixteenths at which the answer sounds and the pitch classes, melody included, are the same set, over those at which
    /// the piece's harmony sounds.
    double chord = 0, chordCount = 0;
    /// Of those, the sixteenths at which the piece's harmony has a pitch class that its melody has not: where doubling the
    /// melody is no harmony.
    double beyondMelody = 0, beyondMelodyCount = 0;
};

/// Whether the parts of the answer and of the piece are voices that correspond, or a texture to be taken as a whole.
enum class Texture { Voices, Whole };

HarmonyHits harmonyHits(const Excerpt& answer, const Excerpt& real, const Excerpt& melody, Texture texture);

} // namespace continuo
