// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <span>
#include <vector>

namespace continuo {

/// What resemblance looks at in a note: where it starts, and how high. Its length does not matter.
struct PlacedNote {
    int part = 0;
    int step = 0;       ///< from any common beginning
    int pitch = 0;
    auto operator<=>(const PlacedNote&) const = default;
};

/// The notes that the score has there, steps counted from the start of its grid.
std::vector<PlacedNote> placedNotes(const Score& score, std::span<const int> parts, Range<int> spans);

/// The three things in which two pieces of music can agree, each 0..1. An onset is a step at which a part begins any
/// note; it is shared when the same part has it in both.
struct Agreement {
    double onsets = 0;      ///< F1: twice the shared onsets over the onsets of both
    double pitches = 0;     ///< mean over the shared onsets: twice the common pitches over the pitches of both there
    double contour = 0;     ///< of successive shared onsets of a part, how many have top pitches that move the same
                            ///< way (up, down, not at all); with no two of them, as `pitches`

    double resemblance() const { return kOnsets * onsets + kPitches * pitches + kContour * contour; }

    static constexpr double kOnsets = 0.5, kPitches = 0.3, kContour = 0.2;  ///< what each counts
};

/// Symmetric; in any order, repeated notes count once. All 1 when both are the same, two empty ones included; all 0
/// when nothing is shared.
Agreement agreement(std::vector<PlacedNote> one, std::vector<PlacedNote> other);

/// How much two pieces of music resemble each other, 0..1.
inline double resemblance(std::vector<PlacedNote> one, std::vector<PlacedNote> other)
{
    return agreement(std::move(one), std::move(other)).resemblance();
}

/// How much some other phrase of the same music would resemble this one, 0..1: its rhythm as much as the rhythms of
/// this one's bars are each other's, pitches and contour as little as those of any two pieces. `barStarts`: the steps
/// at which bars begin, ascending, none after them. Of one bar, and of none, little is known: its rhythm is taken for usual.
double resemblanceByChance(const std::vector<PlacedNote>& music, std::span<const int> barStarts);

/// The closeness of a variation, 0..1, which a request to vary asks for and by which its answer is measured: 0 where it
/// resembles its source no more than some other phrase would (`byChance`), 1 where it has the same notes, evenly in
/// between.
double closeness(double resemblance, double byChance);
/// The resemblance at a closeness: the other way round.
inline double resemblanceAt(double closeness, double byChance) { return byChance + closeness * (1 - byChance); }

} // namespace continuo
