// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/edit/Edit.h"
#include "core/song/Note.h"
#include "core/song/TrackEvent.h"

#include <optional>
#include <vector>

namespace continuo {

/// Puts what was played onto a track: notes in song time with ids from Document::newNoteId, and channel messages by
/// time. With a range given, the track's notes that begin in it go first, and its controllers, bends and pressures
/// there; without one all of them stay (overdubbing).
Edit recordOnto(TrackId track, std::vector<Note> notes, std::vector<TrackEvent> events,
                std::optional<Range<Tick>> replaced = std::nullopt);

} // namespace continuo
