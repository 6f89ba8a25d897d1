// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <string>
#include <vector>

namespace continuo {

/// What the song holds and a MIDI file cannot say, in one sentence; none when there is nothing.
std::vector<std::string> notSaidByMidi(const Song& song);

} // namespace continuo
