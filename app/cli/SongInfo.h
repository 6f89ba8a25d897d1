// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiFile.h"

#include <string>

namespace continuo {

/// What `info` tells of a song, as lines for a terminal. Tracks have the numbers that --tracks and --melody take.
std::string describeSong(const std::string& name, const LoadedSong& loaded);
/// The same as JSON text.
std::string songAsJson(const std::string& name, const LoadedSong& loaded);

} // namespace continuo
