// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/EmptySong.h"

#include <algorithm>

namespace continuo::ui {

Song emptySong()
{
    Song song;
    Track track;
    track.id = TrackId(1);
    track.name = "Piano";
    track.program = 0;
    song.lastId = 1;
    return withNewTrack(song, std::move(track));
}

Song withTrackColours(Song song)
{
    if (std::ranges::any_of(song.tracks, [](const auto& track) { return track->colour != 0; }))
        return song;
    for (std::size_t i = 0; i < song.tracks.size(); ++i) {
        Track track = *song.tracks[i];
        track.colour = static_cast<int>(i);
        song = withTrack(song, std::move(track));
    }
    return song;
}

} // namespace continuo::ui
