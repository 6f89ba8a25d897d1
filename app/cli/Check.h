// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <string>
#include <vector>

namespace continuo {

/// One thing that was promised, and whether it was kept.
struct CheckFinding {
    std::string name;      ///< "outside untouched", "inside the bars", ...
    bool kept = true;
    std::string broken;    ///< what is wrong, when not kept: "Flute: C4 at bar 9 ends after the last bar asked for"
};

/// Holds the changed song against the request and the song in it. Looks at the two songs only: it shares no code with
/// what writes suggestions or puts them into a song, and does not trust a Suggestion's own word.
/// Checked always: what lies outside is as it was, and what is new lies in the bars. Locks are checked when asked for;
/// key and range do not bind drums.
std::vector<CheckFinding> checkResult(const SuggestionRequest& request, const Song& changed);

} // namespace continuo
