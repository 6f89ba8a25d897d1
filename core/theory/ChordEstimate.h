// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/Chord.h"

#include <array>
#include <optional>

namespace continuo {

/// How much each pitch class (0 is C) sounds, in any one unit, 0 or more.
using PitchClassWeights = std::array<double, 12>;

/// The chord that fits best what sounds: the symbol whose tones hold the most of it beside the fewest tones that do not
/// sound, on the bass note (pitch class 0..11) rather than on another where two fit as well. Triads, sixths, sevenths and
/// suspended fourths; sharps or flats are spelt as `flats` says. Nothing when less than two pitch classes sound, or when
/// no chord holds most of what sounds.
std::optional<Chord> estimateChord(const PitchClassWeights& sounding, std::optional<int> bass = std::nullopt, bool flats = false);

} // namespace continuo
