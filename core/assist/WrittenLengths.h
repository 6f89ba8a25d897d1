// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Note.h"

#include <span>
#include <vector>

namespace continuo {

/// The lengths that notes of one track would be written with. Players, and notation programs when they export, let go a little
/// early: a quarter note sounds for 95 % of a quarter. A length that lies on the network's grid is taken as it is; another
/// lasts until a note of the track begins, if that is at most a twentieth before its end or at most a fifth after it, else until
/// the next sixteenth from its start, if at most 3/20 is missing. Drum sounds
/// are as long as they are. `notes` are in song time, by start.
std::vector<Tick> writtenLengths(std::span<const Note> notes, bool areDrums);

} // namespace continuo
