// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/Promises.h"

#include <string>
#include <vector>

namespace continuo {

/// One thing that was promised, and whether it was kept.
struct CheckFinding {
    std::string name;      ///< "notes outside untouched", "scale kept", ...
    bool kept = true;
    std::string broken;    ///< what is wrong, when not kept: "'Flute': C4 at bar 9 beat 1 does not lie in the bars asked for"
};

/// Holds the changed song against the promises and the song before. Looks at the two songs only. Checked always: what
/// lies outside is as it was, what is new lies in the bars, no new note sounds together with one of the same pitch in its
/// track, and tracks in which never two notes sounded together stay so. The rest is checked when it was promised.
std::vector<CheckFinding> checkPromises(const Promises& promises, const Song& changed);

} // namespace continuo
