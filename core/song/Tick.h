// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace continuo {

/// Musical time: a position or a length. 61,440 ticks make a quarter note.
///
/// The number is larger than any division that a MIDI file can have (32,767), so file time converts to ticks and
/// back without a change, whatever the division; and it divides evenly for triplets, quintuplets and 256th notes.
struct Tick {
    std::int64_t value = 0;

    constexpr Tick() = default;
    constexpr explicit Tick(std::int64_t ticks) : value(ticks) {}
    constexpr auto operator<=>(const Tick&) const = default;

    constexpr Tick& operator+=(Tick other) { value += other.value; return *this; }
    constexpr Tick& operator-=(Tick other) { value -= other.value; return *this; }
    friend constexpr Tick operator+(Tick a, Tick b) { return Tick(a.value + b.value); }
    friend constexpr Tick operator-(Tick a, Tick b) { return Tick(a.value - b.value); }
    friend constexpr Tick operator-(Tick a) { return Tick(-a.value); }
    friend constexpr Tick operator*(Tick a, std::int64_t n) { return Tick(a.value * n); }
    friend constexpr Tick operator*(std::int64_t n, Tick a) { return Tick(a.value * n); }
    /// Rounds towards zero.
    friend constexpr Tick operator/(Tick a, std::int64_t n) { return Tick(a.value / n); }
    friend constexpr std::int64_t operator/(Tick a, Tick b) { return a.value / b.value; }
    friend constexpr Tick operator%(Tick a, Tick b) { return Tick(a.value % b.value); }
};

inline constexpr Tick kTicksPerQuarter{61440};

} // namespace continuo
