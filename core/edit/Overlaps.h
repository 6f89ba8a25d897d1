// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

namespace continuo {

/// Lets the notes of `after` that are new, or stand elsewhere or longer than in `before`, win over the other notes of
/// their pitch and track: one that began earlier ends where the newer begins, one that begins inside it begins where it
/// ends, and one that it covers goes. Overlaps that were there before stay.
Song withOverlapsSettled(const Song& before, const Song& after);

/// The edit, and what it makes overlap settled.
Edit settlingOverlaps(Edit edit);

} // namespace continuo
