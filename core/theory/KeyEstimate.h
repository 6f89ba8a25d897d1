// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/ChordEstimate.h"
#include "core/theory/KeySignature.h"

#include <optional>

namespace continuo {

/// A key and how well it fits what sounds.
struct KeyEstimate {
    KeySignature key;
    double fit = 0.0;    ///< correlation with the key's profile, -1..1
    double lead = 0.0;   ///< by how much it fits better than the next key; 0 or more

    bool operator==(const KeyEstimate&) const = default;
};

/// The key whose tonal hierarchy correlates best with how long each pitch class sounds: the method of Krumhansl and
/// Schmuckler with the profiles that Krumhansl and Kessler measured (Krumhansl, Cognitive Foundations of Musical Pitch,
/// Oxford University Press 1990, chapters 2 and 4). None when nothing sounds.
std::optional<KeyEstimate> estimateKey(const PitchClassWeights& sounding);

} // namespace continuo
