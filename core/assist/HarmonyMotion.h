// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/Score.h"
#include "core/base/Range.h"

namespace continuo {

/// Bars that keep the chord of the bar before them, of those that could: both have a chord that can be told.
struct KeptChords {
    int kept = 0, possible = 0;

    bool operator==(const KeptChords&) const = default;
};

/// Those of the spans after the first. A chord is kept that gains or loses a tone. All parts make the harmony, drums aside.
KeptChords keptChords(const Score& score, Range<int> spans, const KeyFrame& frame);

/// How far new music in `spans` leaves the pace at which the harmony moves in the music around it, 0 not at all .. 1: the
/// difference of their shares of kept chords. 0 where either has none to keep.
double harmonyPaceDeparture(const Score& score, Range<int> spans, Range<int> around, const KeyFrame& frame);

} // namespace continuo
