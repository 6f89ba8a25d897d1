// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

enum class Mode : std::uint8_t { Major, Minor };

/// A key: sharps (positive) or flats (negative) in the signature, -7..7, and the mode.
struct KeySignature {
    int fifths = 0;
    Mode mode = Mode::Major;

    /// Pitch class 0..11 of the tonic; C major and A minor for no accidentals.
    int tonic() const;
    /// Bit n is set when pitch class n belongs to the scale (natural minor, with the raised seventh also allowed).
    unsigned scaleMask() const;
    /// Bit n is set when pitch class n is one of the seven that the signature names.
    unsigned diatonicMask() const;
    bool operator==(const KeySignature&) const = default;
};

/// Major then minor, each from seven flats to seven sharps.
std::vector<KeySignature> allKeys();

/// "D minor", "Bb major".
std::string keyName(KeySignature key);

/// Reads "D minor", "d min", "Bb", "F# major", "Am"; nothing when it is not a key.
std::optional<KeySignature> parseKey(std::string_view text);

/// The key with this tonic (pitch class 0..11) whose signature has the fewest accidentals.
KeySignature keyWithTonic(int tonic, Mode mode);

} // namespace continuo
