// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <string>

namespace continuo {

/// Everything in the song that a MIDI file can hold, as lines of text; ids and clips are left out, times are in ticks.
/// Two songs with the same dump are the same music with the same names, events and layout.
std::string dump(const Song& song);

} // namespace continuo
