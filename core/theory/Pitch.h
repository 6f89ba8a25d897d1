// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace continuo {

/// MIDI note number 0..127; 60 is C4, middle C.
struct Pitch {
    std::uint8_t number = 60;

    constexpr Pitch() = default;
    constexpr explicit Pitch(int midiNumber) : number(static_cast<std::uint8_t>(midiNumber)) {}
    /// 0 is C, 11 is B.
    constexpr int pitchClass() const { return number % 12; }
    /// 4 for C4..B4; -1 for the lowest.
    constexpr int octave() const { return number / 12 - 1; }
    constexpr bool isBlackKey() const
    {
        constexpr unsigned kBlackKeys = 0b010101001010;
        return (kBlackKeys >> pitchClass() & 1u) != 0;
    }
    constexpr auto operator<=>(const Pitch&) const = default;
};

/// "C4", "F#3"; sharps for black keys.
std::string pitchName(Pitch pitch);

/// Reads "C4", "f#3", "Bb-1" or a number "60"; nothing when it is neither or lies outside 0..127.
std::optional<Pitch> parsePitch(std::string_view text);

} // namespace continuo
