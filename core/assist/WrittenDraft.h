// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/CellPlanner.h"
#include "core/assist/Locks.h"
#include "core/assist/Score.h"
#include "core/assist/Suggestion.h"
#include "core/assist/Variation.h"
#include "core/base/Random.h"

#include <optional>
#include <vector>

namespace continuo {

/// Where a draft could not go on, and what was in the way.
struct DeadEnd {
    int part = 0, span = 0;
    LockSet locks;
};

/// One draft on its way. The drafts that come first are shown while they are written, as what may become candidates.
struct WrittenDraft {
    int number = 0;
    Random random;
    Hold hold;
    Score score;                                     ///< with what it has written so far
    std::vector<PartState> parts;                    ///< what is known of each part
    Suggestion suggestion;
    double surprise = 0;                             ///< nats of all notes that were chosen
    double resemblance = 0, closeness = 0;           ///< of a variation and its source, once it is written (Closeness.h)
    std::vector<bool> isSuggested;                   ///< for each note of the target, as written: not for locked ones
    std::optional<DeadEnd> deadEnd;
};

} // namespace continuo
