// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"

#include <algorithm>
#include <cstdint>

namespace continuo {

/// Times beyond this are not read or written: 35 million quarter notes. Bars count in an int up to there, whatever the
/// meter, and time still fits in 64 bits after every conversion.
inline constexpr Tick kLongestMidiTime{std::int64_t{1} << 41};

/// Converts between the time of a MIDI file and the song's, for one division word of a file's header.
///
/// A division with bit 15 set is SMPTE: frames a second (as a negative number) in the high byte, ticks a frame in the
/// low one. Such time is in seconds, and is read as if at 120 quarter notes per minute.
class MidiTime {
public:
    /// Needs a division for which isValid holds.
    explicit MidiTime(std::uint16_t division);

    /// Whether the division gives time at all: neither 0 ticks a quarter, nor 0 frames a second or ticks a frame.
    static bool isValid(std::uint16_t division);
    /// Whether an SMPTE division has one of the four rates of the standard: 24, 25, 29 (29.97) or 30 frames a second.
    static bool isUsualFrameRate(std::uint16_t division);
    static constexpr bool isSmpte(std::uint16_t division) { return (division & 0x8000u) != 0; }

    /// To the nearest; file time 0 or more, at most longest().
    Tick tick(std::int64_t fileTime) const { return Tick((fileTime * ticks_ + per_ / 2) / per_); }
    /// To the nearest; less than 0 becomes 0, and more than kLongestMidiTime that.
    std::int64_t fileTime(Tick at) const
    {
        return (std::clamp(at, Tick(0), kLongestMidiTime).value * per_ + ticks_ / 2) / ticks_;
    }
    /// Whether the time survives being written in this division and read again.
    bool holds(Tick at) const { return tick(fileTime(at)) == at; }
    /// kLongestMidiTime in file time.
    std::int64_t longest() const { return fileTime(kLongestMidiTime); }

private:
    std::int64_t ticks_; ///< this many ticks ...
    std::int64_t per_;   ///< ... are this many units of file time
};

} // namespace continuo
