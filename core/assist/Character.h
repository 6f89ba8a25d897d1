// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/Score.h"
#include "core/assist/Suggestion.h"

#include <span>

namespace continuo {

/// One trait of Character: its name on the command line and in the protocol, its bounds, and the distance that counts
/// as far off.
struct CharacterTrait {
    const char* name;
    std::optional<double> Character::*value;
    double lowest, highest;
    double farOff;
    const char* help;
};

/// All of them.
std::span<const CharacterTrait> characterTraits();

/// What the parts show in the spans: voices of the fullest part, register, steps and leaps over pitched parts, syncopation over all, each part by its
/// notes. `bpm` is the tempo where the spans begin.
Character measureCharacter(const Score& score, std::span<const int> parts, Range<int> spans, const KeyFrame& frame,
                           double bpm);

/// How far from what was asked, 0 for not at all: the mean over what was asked of the distance in farOff, at most 1 each.
/// What could not be measured counts as far off.
double characterError(const Character& asked, const Character& measured);

} // namespace continuo
