// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"

namespace continuo {

/// Lets the notes of `after` that are new, or stand elsewhere or longer than in `before`, win over the other notes of
/// their pitch and track: one that began earlier ends where the newer begins, one that begins inside it begins where it
/// ends, and one that it covers goes. Overlaps that were there before stay.
Song withOverlapsSettled(const Song& before, const Song& after);

/// The edit, and what it makes overlap settled.
Edit settlingOverlaps(Edit edit);

/// What a commit did, also to notes that were not meant.
struct Settled {
    bool hasChanged = false;    ///< false: the song is as it was, and there is no undo step
    int shortened = 0;          ///< other notes that now begin later or end earlier
    int removed = 0;            ///< other notes that were covered
};

/// Commits the edit with its overlaps settled.
Settled commitSettled(Document& document, Edit edit);

} // namespace continuo
