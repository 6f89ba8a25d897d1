// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/Pitch.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// A chord as a set of pitch classes.
struct Chord {
    std::string name = "N.C.";     ///< as it was written
    unsigned pitchClasses = 0xfff; ///< bit n is set when pitch class n (0 is C) belongs to it; never 0

    std::optional<int> root{}, bass{}; ///< pitch classes; the bass is the root unless the name says another; none for N.C.

    bool operator==(const Chord&) const = default;
};

/// Reads a chord symbol: a root such as C, F# or Bb, then nothing or maj (major), m or min, 7, maj7, m7, 6, m6, 9,
/// maj9, m9, add9, dim, dim7, m7b5, aug, sus2, sus4, 7sus4, 5 (root and fifth); then perhaps a bass note after a slash,
/// which then belongs to the chord too. "N.C." allows every pitch. Nothing when it is no such symbol.
std::optional<Chord> parseChord(std::string_view symbol);

/// The chord in close position: its bass at or above `lowest`, then the other tones above it. Empty when it has no bass
/// or does not fit below pitch 127.
std::vector<Pitch> chordPitches(const Chord& chord, Pitch lowest);

} // namespace continuo
