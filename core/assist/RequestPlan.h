// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/Score.h"
#include "core/assist/SlotRules.h"
#include "core/assist/Suggestion.h"

#include <vector>

namespace continuo {

/// A request made ready for the network: the song on the grid, the parts to write and the rules that hold for each.
struct RequestPlan {
    Song song;                          ///< the request's, with the tracks that harmonize adds, empty
    Keep keep;                          ///< nothing but for a variation
    std::vector<SuggestedTrack> newTracks;
    std::vector<TrackId> writtenTracks; ///< existing tracks whose target bars are replaced
    std::vector<NoteId> lockedNotes;    ///< those of the request that lie there, in order
    Score score;                        ///< from the first bar to some bars after the target
    Range<int> targetSpans;
    Range<Tick> target;
    KeyFrame frame;
    std::vector<int> written;           ///< parts to write
    std::vector<int> given;             ///< parts that are only shown, the most telling first
    std::vector<int> lines;             ///< parts whose voice leading counts, from high to low; empty when it was not asked for
    bool neverSilent = false;           ///< each of the last bars before the target has notes: so should each of the target
    std::vector<SlotRules> rules;       ///< by part; empty rules for given parts

    bool isLocked(NoteId note) const;
    /// The pitch as Sounding has it.
    int framedPitch(Pitch pitch, const Part& part) const;
};

/// Fails with code Usage or Unsatisfiable and a sentence that says which wish cannot be had. What can only be told from
/// the notes of single bars is CellPlanner's to refuse.
Result<RequestPlan> planRequest(const SuggestionRequest& request);

} // namespace continuo
