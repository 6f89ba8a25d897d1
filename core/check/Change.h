// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/Promises.h"

#include <compare>
#include <string>
#include <vector>

namespace continuo {

/// A note of the changed song.
struct CheckedNote {
    Note note;              ///< in song time
    bool isBound = false;   ///< it lies where notes were written and is not locked: promises bind it
    bool isOld = false;     ///< it was there before
};

/// A place in the song: a bar, and the nearest twelfth of a quarter from its bar line. What lies at most 1/24 quarter
/// before a bar line belongs to the next bar, but not to one after the target.
struct TwelfthPlace {
    int bar = 1;
    int twelfth = 0;
    auto operator<=>(const TwelfthPlace&) const = default;
};

/// One track before and after. Notes are in order.
struct TrackChange {
    const Track* track = nullptr;           ///< as it is now
    bool isAdded = false;
    bool mayChange = false;
    bool wasLine = false;                   ///< never did two of its notes sound together; of an added one: they must not
    std::vector<Note> before;               ///< all
    std::vector<Note> after;                ///< all
    std::vector<CheckedNote> sounding;      ///< those after that are not muted

    bool isWritten() const { return isAdded || mayChange; }
};

/// The change as a whole, ready to be checked. The promises and the song must outlive it.
class Change {
public:
    Change(const Promises& promises, const Song& changed);

    const Promises& promises() const { return promises_; }
    Range<Tick> target() const { return target_; }
    const std::vector<TrackChange>& tracks() const { return tracks_; }
    TwelfthPlace placeOf(Tick at) const;
    /// "'Flute': C4 at bar 3 beat 2".
    std::string describe(const TrackChange& change, const Note& note) const;

private:
    const Promises& promises_;
    const Song& changed_;
    Range<Tick> target_;
    std::vector<TrackChange> tracks_;
};

/// Everything of a note that can be heard or saved; ids and clips do not matter.
std::strong_ordering compareContent(const Note& a, const Note& b);

} // namespace continuo
