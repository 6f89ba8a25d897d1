// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace continuo {

/// A quality of chord, as a symbol has it and as MusicXML calls it.
struct ChordKind {
    std::string_view symbol;  ///< what follows the root, as parseChord reads it
    std::string_view kind;
    int addedDegree = 0;      ///< a tone beside those of the kind; 0 for none
    int addedAlter = 0;       ///< its semitones off the major scale's
};

/// All of them; where a kind has several symbols, the usual one first.
std::span<const ChordKind> chordKinds();

} // namespace continuo
