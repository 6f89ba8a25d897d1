// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notation/Score.h"

#include <vector>

namespace continuo {

/// Notes that begin and end together.
struct VoiceChord {
    Range<Tick> ticks;
    std::vector<WrittenNote> notes; ///< from low to high
};

/// Chords one after the other.
using VoiceLine = std::vector<VoiceChord>;

/// A note that is to be written: where it begins and ends, and how it sounds.
struct PlacedNote {
    Range<Tick> ticks;
    WrittenNote note;
};

/// The notes in as few lines as there are notes at once that do not begin and end together; where two begin together,
/// the higher goes to the earlier line. Two notes of one pitch never share a chord.
std::vector<VoiceLine> voiceLines(std::vector<PlacedNote> notes);

} // namespace continuo
