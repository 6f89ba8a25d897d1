// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Articulation.h"

#include "core/assist/WrittenNotes.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace continuo {

namespace {

/// Of each note of the track on the grid, how much of its written length sounds.
void addShares(const Track& track, const StepGrid& grid, std::vector<double>& shares)
{
    std::vector<Note> notes = notesInSongTime(track);
    std::erase_if(notes, [near = grid.ticks()](const Note& note) { return !near.contains(note.start); });
    const std::vector<Note> written = writtenNotes(notes, grid, false);
    for (std::size_t i = 0; i < notes.size(); ++i)
        shares.push_back(static_cast<double>(notes[i].length.value) / static_cast<double>(written[i].length.value));
}

} // namespace

Articulation::Articulation(const Song& song, TrackId id, Range<Tick> target)
{
    const Track* const own = song.findTrack(id);
    if (own && own->isDrums())
        return;
    const StepGrid grid = gridNear(song.meters, target);
    std::vector<double> shares;
    if (own)
        addShares(*own, grid, shares);
    if (shares.empty())
        for (const auto& track : song.tracks)
            if (!track->isDrums())
                addShares(*track, grid, shares);
    if (shares.empty())
        return;
    const auto median = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
    std::nth_element(shares.begin(), median, shares.end());
    share_ = std::min(*median, 1.0);
}

Tick Articulation::sounding(Tick written) const
{
    return std::max(Tick(1), Tick(std::llround(static_cast<double>(written.value) * share_)));
}

} // namespace continuo
