// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Track.h"

#include <functional>
#include <optional>
#include <span>

namespace continuo {

// Changed copies of a track, with notes given in song time. Clips whose notes stay the same are shared with the given
// track. A note stays in its clip; a clip that gets a note before its start begins there instead.

/// Every note becomes what `change` makes of it; nothing means that the note goes.
Track withChangedNotes(const Track& track, const std::function<std::optional<Note>(const Note&)>& change);

/// The same for the notes with these ids, which are sorted; the others are not looked at.
Track withChangedNotes(const Track& track, std::span<const NoteId> ids,
                       const std::function<std::optional<Note>(const Note&)>& change);

/// The notes are added to the clip that holds their start, else to the last clip that begins before them, else to the
/// first one; the last clip grows to hold them. A track without clips gets one, with the id `newClip`, from 0 on.
Track withAddedNotes(const Track& track, std::span<const Note> notes, ClipId newClip);

} // namespace continuo
