// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

namespace continuo {

// Changes of the song's form: bars of all tracks at once, with all that stands in them. Bars count from 1; see Splice.h for
// what becomes of notes that sound over the ends of such bars.

/// Puts so many empty bars, 1 or more, before the bar: of the meter of the bar before it; before the first bar of the song's
/// own, and of the second bar's where the first is a pick-up.
Edit insertBars(int before, int count);
/// Takes the bars first..last out.
Edit removeBars(int first, int last);
/// Puts the bars first..last after themselves, so many times more, 1 or more.
Edit repeatBars(int first, int last, int times);

} // namespace continuo
