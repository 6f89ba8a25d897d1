// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <vector>

namespace continuo {

// How hard notes are struck. Velocities are brought into 1..127, each note for itself.

Edit setVelocity(std::vector<NoteRef> notes, int velocity);
/// Louder or softer by `by`.
Edit changeVelocity(std::vector<NoteRef> notes, int by);
/// From one velocity at the first start to another at the last one, in a straight line over time. Notes that all start
/// together get the first.
Edit rampVelocity(std::vector<NoteRef> notes, int from, int to);

} // namespace continuo
