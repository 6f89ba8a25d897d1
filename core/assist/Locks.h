// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace continuo {

/// What a request can insist on.
enum class Lock : std::uint8_t {
    Scale,
    Range,
    Chords,
    Harmony,
    Rhythm,
    Pitch,
    Contour,
    LockedNotes,
    Density,
    Polyphony,
    Span,
    Grid,
    VoiceLeading,
};
inline constexpr int kLockCount = 13;

/// Some of them.
class LockSet {
public:
    bool has(Lock lock) const { return (bits_ >> static_cast<int>(lock) & 1u) != 0; }
    void add(Lock lock) { bits_ |= 1u << static_cast<int>(lock); }
    void remove(Lock lock) { bits_ &= ~(1u << static_cast<int>(lock)); }
    bool isEmpty() const { return bits_ == 0; }

private:
    std::uint32_t bits_ = 0;
};

/// "the locked scale and the range"; "the other limits" for none.
std::string namesOf(LockSet locks);

} // namespace continuo
