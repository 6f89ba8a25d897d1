// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <vector>

namespace continuo {

// Cutting notes into pieces and putting pieces together.

/// Notes that sound on both sides of the tick become two. `laterPieces` are ids from Document::newNoteId, one for every
/// note in the order of `notes`.
Edit splitNotes(std::vector<NoteRef> notes, Tick at, std::vector<NoteId> laterPieces);

/// Notes of one pitch in one track become one, from the first start to the last end; the first one stays and the others
/// go.
Edit glueNotes(std::vector<NoteRef> notes);

} // namespace continuo
