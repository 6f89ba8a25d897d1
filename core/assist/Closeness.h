// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <span>
#include <vector>

namespace continuo {

/// What closeness looks at in a note: where it starts, and how high. Its length does not matter.
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

    double closeness() const { return 0.5 * onsets + 0.3 * pitches + 0.2 * contour; }
};

/// Symmetric; in any order, repeated notes count once. All 1 when both are the same, two empty ones included; all 0
/// when nothing is shared.
Agreement agreement(std::vector<PlacedNote> one, std::vector<PlacedNote> other);

/// How close two pieces of music are, 0..1: what a request to vary asks for and what its answer is measured by.
inline double closeness(std::vector<PlacedNote> one, std::vector<PlacedNote> other)
{
    return agreement(std::move(one), std::move(other)).closeness();
}

} // namespace continuo
