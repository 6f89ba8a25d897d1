// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

#include <string>
#include <vector>

namespace continuo {

// Changes along the song, beside those that SongEdits sets.

/// A named place in the song, where a section begins; text of a marker of a MIDI file.
struct Marker {
    Tick at;
    std::string name;
    bool operator==(const Marker&) const = default;
};

/// The markers of the song in order.
std::vector<Marker> markersOf(const Song& song);

/// Puts a marker there, in place of one that is there; a name of nothing but spaces removes it.
Edit setMarker(Tick at, std::string name);
/// Removes what changes at the tick: tempo, meter, key and marker. What the song begins with stays, but for markers.
Edit removeChangesAt(Tick at);
/// The first bar becomes a pick-up of that length: a meter of its own, after which the meter that the song begins with
/// goes on. Nothing happens when it is not shorter than that bar and a whole number of 64ths.
Edit setPickUp(Tick length);

} // namespace continuo
