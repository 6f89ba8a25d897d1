// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <cstdint>
#include <vector>

namespace continuo {

// What makes notes sound played.

/// How far notes stray at most; the same seed strays the same way.
struct Humanization {
    Tick time = kTicksPerQuarter / 48; ///< earlier or later, at least 0; small strays are likelier than large ones
    int velocity = 8;                  ///< softer or louder, 0..127
    std::uint64_t seed = 1;
};

/// Moves starts and velocities a little, each note for itself; lengths stay, and no note starts before 0.
Edit humanizeNotes(std::vector<NoteRef> notes, Humanization how);

/// How the notes of a chord follow each other.
struct Strum {
    enum class Direction : std::uint8_t { Up, Down };   ///< the lowest or the highest note first

    Tick step = kTicksPerQuarter / 24;  ///< between two notes, at least 0
    Direction direction = Direction::Up;
};

/// Notes of a track that start together come one after the other; they end where they did, and keep at least 1 tick.
Edit strumNotes(std::vector<NoteRef> notes, Strum how);

} // namespace continuo
