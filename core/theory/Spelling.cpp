// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Spelling.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace continuo {

namespace {

/// Steps in the order of fifths, from F, which stands one fifth below C.
constexpr std::string_view kStepsByFifths = "FCGDAEB";
/// Semitones above C of the steps from A on.
constexpr std::array<int, 7> kSemitones{9, 11, 0, 2, 4, 5, 7};

/// Fifths from the tonic of the relative major to the first of the twelve tones that a key spells: down to the flat sixth in
/// major, and in minor to the flat second, so that its leading tone is within reach.
constexpr int lowestFifth(Mode mode)
{
    return mode == Mode::Major ? -4 : -3;
}

constexpr int floorDiv(int a, int b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

SpelledPitch spelledIn(KeySignature key, Pitch pitch)
{
    const int lowest = key.fifths + lowestFifth(key.mode);
    int fifths = lowest; // above C
    while (((fifths * 7 - pitch.pitchClass()) % 12 + 12) % 12 != 0)
        ++fifths;
    SpelledPitch spelled;
    const int fromF = fifths + 1;
    spelled.alter = floorDiv(fromF, 7);
    spelled.step = kStepsByFifths[static_cast<std::size_t>(fromF - spelled.alter * 7)];
    spelled.octave = 0;
    spelled.octave = (pitch.number - semitonesOf(spelled)) / 12;
    return spelled;
}

int semitonesOf(SpelledPitch spelled)
{
    const auto step = static_cast<std::size_t>(std::clamp(spelled.step - 'A', 0, 6));
    return 12 * (spelled.octave + 1) + kSemitones[step] + spelled.alter;
}

} // namespace continuo
