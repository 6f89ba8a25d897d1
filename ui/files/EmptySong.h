// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

namespace continuo::ui {

/// What File, New gives: one piano track without notes, 4/4 at 120.
Song emptySong();

/// The song with different colours for its tracks, unless they have some already: files do not carry any.
Song withTrackColours(Song song);

} // namespace continuo::ui
