// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "core/song/Tick.h"
#include "core/theory/Pitch.h"

#include <cstdint>

namespace continuo {

/// Who wrote a note.
enum class Origin : std::uint8_t { Person, Suggestion };

/// One note of a clip.
struct Note {
    NoteId id;
    Tick start;                       ///< from the start of its clip
    Tick length{1};                   ///< at least 1 tick
    Pitch pitch;
    std::uint8_t velocity = 80;       ///< 1..127
    std::uint8_t releaseVelocity = 64;///< 0..127
    Origin origin = Origin::Person;
    bool muted = false;
    bool pinned = false;              ///< suggestions for its bar leave it as it is

    constexpr Tick end() const { return start + length; }
    bool operator==(const Note&) const = default;
};

/// Order inside a clip: by start, then pitch from low to high, then id.
constexpr bool comesBefore(const Note& a, const Note& b)
{
    if (a.start != b.start)
        return a.start < b.start;
    if (a.pitch != b.pitch)
        return a.pitch < b.pitch;
    return a.id < b.id;
}

} // namespace continuo
