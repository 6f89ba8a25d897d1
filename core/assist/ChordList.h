// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/MeterMap.h"
#include "core/theory/Chord.h"

#include <string_view>
#include <vector>

namespace continuo {

/// From `at` on, this chord.
struct PlacedChord {
    Tick at;
    Chord chord;
    bool operator==(const PlacedChord&) const = default;
};

/// The chords of each bar.
using ChordList = std::vector<std::vector<Chord>>;

/// Reads "C | Am | F G | C": bars between strokes, chords between spaces; "%" is the bar before once more.
/// Fails with ErrorCode::Usage and the end of a sentence that begins with the option's name.
Result<ChordList> parseChordList(std::string_view text);

/// The chords from bar `firstBar` to `lastBar` (counted from 1, both included). A list that is shorter begins anew.
/// Chords of one bar share its beats evenly, the earlier ones the longer when that does not come out even.
std::vector<PlacedChord> placeChords(const ChordList& list, const MeterMap& meters, int firstBar, int lastBar);

} // namespace continuo
