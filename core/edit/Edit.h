// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <functional>
#include <string>

namespace continuo {

/// A change of the song, with the name that the Undo menu shows. `apply` is a pure function: the same song gives the
/// same song. Where what it addresses is gone, it hands the song back unchanged.
struct Edit {
    std::string name;                        ///< "Move 3 notes"
    std::function<Song(const Song&)> apply;
    std::string mergeKey;                    ///< edits in a row with the same key, not empty, make one undo step
};

} // namespace continuo
