// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"

namespace continuo {

// What one hears at once when music that was written goes wrong. Real music does all of it now and then, so a count means
// something only beside that of real music.

/// How often, out of how many times that it could be.
struct FaultCount {
    int found = 0, possible = 0;
};

/// Bars of a part without a note.
FaultCount emptyBars(const Excerpt& excerpt);
/// Bars of a part that are, note for note, as the two before them.
FaultCount stuckBars(const Excerpt& excerpt);
/// Moves of a part's top line by more than an octave.
FaultCount registerJumps(const Excerpt& excerpt);
/// Whether the highest line ends on the seventh degree of a major scale, or the raised one of its parallel in minor.
FaultCount hangingLeadingTone(const Excerpt& excerpt);

} // namespace continuo
