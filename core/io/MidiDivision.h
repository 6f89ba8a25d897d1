// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <cstdint>

namespace continuo {

/// The division word to write the song with: its own when every time in the song survives in it; otherwise the
/// smallest one that holds them all, a multiple of its own where possible. When none does (free recording is finer
/// than a MIDI file can be), 30,720 ticks a quarter, which is right to half a tick of the song's.
std::uint16_t divisionFor(const Song& song);

} // namespace continuo
