// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"

#include <optional>

namespace continuo {

/// Several notes in the time of fewer or more, such as 3 in the time of 2.
struct TupletRatio {
    int actual = 1, normal = 1;
    bool isTuplet() const { return actual != normal; }
    bool operator==(const TupletRatio&) const = default;
};

/// How long a note or rest is as it is written: a whole, half, quarter ... with dots, perhaps in a tuplet.
struct NoteValue {
    int power = 2;        ///< -1 breve, 0 whole, 1 half, 2 quarter .. 8 256th
    int dots = 0;         ///< 0..2
    TupletRatio tuplet;

    Tick length() const;
    bool operator==(const NoteValue&) const = default;
};

/// The value without tuplet that lasts that long; none when there is none.
std::optional<NoteValue> noteValueOf(Tick length);
/// The value that lasts that long in a tuplet of that ratio; none when there is none.
std::optional<NoteValue> noteValueOf(Tick length, TupletRatio ratio);

} // namespace continuo
