// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/SlotRules.h"

#include <optional>
#include <vector>

namespace continuo {

// What SuggestionRequest::voiceLeading promises, as in chorales. Lines are the tracks, drums aside, in which never two
// notes sound together, ordered by their mean pitch; when harmonizing they are the melody and the parts that are added,
// in that order. For two lines of which at least one is written:
//  - a new note is not above a note of the line above that sounds together with it, nor below one of the line below;
//  - where both start a note at the same time, neither of them locked or kept, both in the same direction from the
//    lines' notes before, they do not go from a perfect fifth to a perfect fifth or from an octave or unison to another
//    (octaves added do not matter).

/// Another line beside the one that is being written.
struct NeighbourLine {
    bool isAbove = false;
    std::vector<Sounding> notes; ///< what is known of it, by start
};

/// The pitches that a new note in this time may have beside the other line. `before` is the own line's note before.
PitchSet pitchesBeside(const NeighbourLine& line, const std::optional<Sounding>& before, Range<Tick> time);

} // namespace continuo
