// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/KeySignature.h"
#include "core/theory/Pitch.h"

#include <string>

namespace continuo {

/// Where a pitch stands in a key.
struct ScaleDegree {
    int number = 1;        ///< 1 (the tonic) .. 7, counted in the key's own major or natural minor scale
    int alteration = 0;    ///< -1 a semitone below that tone, 1 above it
    bool operator==(const ScaleDegree&) const = default;
};

ScaleDegree degreeOf(Pitch pitch, KeySignature key);

/// "1", "b3", "#4".
std::string degreeName(ScaleDegree degree);

/// The syllable of the pitch with the tonic as do, in minor too: "Do", "Me", "Fi", "Sol".
std::string solfegeName(Pitch pitch, KeySignature key);

} // namespace continuo
