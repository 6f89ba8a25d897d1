// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/StepGrid.h"
#include "core/song/Note.h"

#include <span>
#include <vector>

namespace continuo {

/// The notes of one track as they would be written down, which is how the network learned to read: starts as writtenStarts()
/// and lengths as writtenLengths() have them. Neither their order nor anything else changes. `notes` are in song time, by
/// start.
std::vector<Note> writtenNotes(std::span<const Note> notes, const StepGrid& grid, bool areDrums);

} // namespace continuo
