// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/NoteRef.h"

#include <optional>
#include <vector>

namespace continuo {

// The ways from note to note in one track, in song time. Nothing where the track is not there.

/// The first start after the tick, and the last one before it.
std::optional<Tick> startAfter(const Song& song, TrackId track, Tick at);
std::optional<Tick> startBefore(const Song& song, TrackId track, Tick at);

/// The notes that sound at the tick, from the lowest pitch to the highest.
std::vector<TrackNote> notesSoundingAt(const Song& song, TrackId track, Tick at);
/// The one of them with this pitch; of several the one that began last.
std::optional<TrackNote> noteAt(const Song& song, TrackId track, Tick at, Pitch pitch);

} // namespace continuo
