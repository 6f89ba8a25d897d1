// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/CellWriter.h"
#include "core/assist/Prompt.h"
#include "core/assist/Suggestion.h"

#include <vector>

namespace continuo {

/// A request made ready for the network: the song on the grid, the parts to write and the rules that hold for each.
struct RequestPlan {
    Song song;                          ///< the request's, with the tracks that harmonize adds, empty
    std::vector<SuggestedTrack> newTracks;
    std::vector<TrackId> writtenTracks; ///< existing tracks whose target bars are replaced
    Score score;                        ///< from the first bar to some bars after the target
    Range<int> targetSpans;
    Range<Tick> target;
    KeyFrame frame;
    std::vector<int> written;           ///< parts to write
    std::vector<int> given;             ///< parts that are only shown, the most telling first
    std::vector<SlotRules> rules;       ///< by part; empty rules for given parts
    std::vector<std::vector<Sounding>> ringingIn; ///< by part: what sounds into the target from before
};

/// Fails with code Usage or Unsatisfiable and a sentence that says which wish cannot be had.
Result<RequestPlan> planRequest(const SuggestionRequest& request);

} // namespace continuo
