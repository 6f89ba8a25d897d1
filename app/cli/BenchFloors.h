// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

// What the machine can do at best, for `bench` to compare with: small code that does the same work with nothing around.

/// Bytes a second that one thread reads from a buffer of this size again and again; a buffer that fits into a cache
/// gives the cache's speed. Takes about a tenth of a second.
double readBandwidth(std::size_t bytes);

/// A note as flat as it gets: file ticks, no ids, no song around it.
struct RawNote {
    std::uint32_t start = 0, end = 0;
    std::uint8_t channel = 0, pitch = 0, velocity = 0;
    std::uint16_t track = 0;
};

/// The notes of a MIDI file that is known to be whole: nothing else is kept and little is checked.
std::vector<RawNote> readRawNotes(std::string_view file);

/// A MIDI file of type 1 with these notes, grouped by track, and nothing else.
std::string writeRawNotes(const std::vector<RawNote>& notes, std::uint16_t division);

} // namespace continuo
