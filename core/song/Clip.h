// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/NoteList.h"

namespace continuo {

/// Notes that belong together, placed in the song. A value: change a copy.
struct Clip {
    ClipId id;
    Tick start;               ///< in the song
    Tick length;              ///< 0 or more; notes may lie beyond it
    NoteList notes;           ///< in clip time

    bool operator==(const Clip&) const = default;
};

} // namespace continuo
