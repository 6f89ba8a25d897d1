// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

namespace continuo {

/// Music to measure with: a melody, chords, a bass and drums, the same every time; about 14 notes a bar of 4/4.
Song benchSong(int bars);

} // namespace continuo
