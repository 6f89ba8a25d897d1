// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

#include <optional>
#include <vector>

namespace continuo {

// What one does to whole tracks beside what SongEdits offers.

/// Moves the track by so many places down the list (up when negative), as far as the list goes.
Edit moveTrack(TrackId track, int by);
/// Index into the theme's track colours.
Edit setTrackColour(TrackId track, int colour);
/// The bank that the program is taken from, controllers 0 and 32 (each 0..127); none leaves the choice to the synth. Bank
/// selections that come later in the track go.
Edit setBank(TrackId track, std::optional<int> msb, std::optional<int> lsb);
/// The MIDI output that plays the track, by name; empty gives it back to the synth.
Edit setInstrument(TrackId track, std::string output);
/// Adds a copy behind the track, named like it. `ids` are unused: one for the copy, then one for each of its clips and
/// notes; too few of them and nothing is added. The copy has no place in the file that the song came from.
Edit duplicateTrack(TrackId track, std::vector<std::uint64_t> ids);
/// How many ids duplicateTrack needs for this track.
std::size_t idsForDuplicate(const Track& track);

} // namespace continuo
