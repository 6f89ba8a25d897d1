// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/song/Tick.h"

#include <cstdint>

namespace continuo {

/// What the UI thread asks the player to do; carried by a queue, obeyed at the start of the next block.
struct TransportCommand {
    enum class Kind : std::uint8_t { Play, Stop, Seek, Loop, Speed, Metronome };
    enum class AtEnd : std::uint8_t { Stop, GoOn };

    Kind kind = Kind::Stop;
    Range<Tick> range{}; ///< Seek: to its begin. Loop: repeat it; empty for no loop.
    double speed = 1.0;  ///< Speed: 1 is as written.
    int countInBars = 0; ///< Play: so many bars are clicked first, in the meter and tempo of the place.
    AtEnd atEnd = AtEnd::Stop; ///< Play: what happens at the song's end; when one records, it goes on.
    bool isOn = false;   ///< Metronome: whether beats are clicked while playing.
};

/// What the player last published. The members belong to one block, or to two that followed each other.
struct TransportState {
    bool playing = false;
    bool countingIn = false;        ///< beats are clicked, and the position does not move yet
    Tick position;
    double seconds = 0;             ///< from the start of the song to the position, at speed 1
    std::uint64_t commandsDone = 0; ///< commands obeyed since the player was made
};

} // namespace continuo
