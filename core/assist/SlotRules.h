// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Locks.h"
#include "core/assist/Rows.h"
#include "core/assist/Suggestion.h"
#include "core/base/Range.h"
#include "core/song/Tick.h"

#include <bitset>
#include <optional>
#include <span>
#include <vector>

namespace continuo {

/// Pitches as the heads choose them: in the key frame, drum sounds at kDrumPitchBase.
using PitchSet = std::bitset<kPitchClassesOut>;

PitchSet allPitches();
/// Those below, above, and in [lowest, highest]; the bounds may lie outside the set.
PitchSet pitchesBelow(int pitch);
PitchSet pitchesAbove(int pitch);
PitchSet pitchesWithin(int lowest, int highest);

/// From `at` on, these pitches.
struct PitchesFrom {
    Tick at;
    PitchSet pitches;
};

/// A note of a part in song time. The pitch is in the key frame without octave moves, so it may lie outside 0..127.
struct Sounding {
    int pitch = 0;
    Range<Tick> time;
    bool isOld = false;     ///< it stood there before: locked, or kept by a variation
};

/// What every new note of one part must keep to.
struct SlotRules {
    PitchSet writable = allPitches();           ///< what comes back from the key frame as it went in
    PitchSet range = allPitches();
    PitchSet scale = allPitches();
    std::vector<PitchesFrom> chords;            ///< by time; empty for none
    ChordTones chordTones = ChordTones::Always;
    std::vector<Tick> strongBeats;              ///< of the target, in order; for ChordTones::StrongBeats
    std::vector<PitchesFrom> harmony;           ///< by beat of the target; empty for none
    bool mono = false;                          ///< no two notes sound together
    int polyphony = kPitchClassesOut;
    std::optional<int> span;
    Tick grid{0};                               ///< 0 for none
    double fewestPerQuarter = 0;                ///< notes that start
    double mostPerQuarter = 1e9;
    bool neverPauses = false;                   ///< a note in each cell where that is possible; a wish
    bool voiceLeading = false;
    LockSet locks;                              ///< those that bind the part

    /// Pitches that may sound in this time as far as scale, range, chords and harmony go.
    PitchSet open(Range<Tick> time) const;
    /// The same without one lock. Kept rhythm, pitches, contour and locked notes are not rules of this kind.
    SlotRules without(Lock lock) const;
};

/// Those of open() with which a new note does not sound together with itself, spread the hand too wide or be one too many
/// among the notes `known` of its part.
PitchSet fittingPitches(const SlotRules& rules, std::span<const Sounding> known, Range<Tick> time);

} // namespace continuo
