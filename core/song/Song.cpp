// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Song.h"

#include <algorithm>

namespace continuo {

int Song::trackIndex(TrackId id) const
{
    const auto found = std::find_if(tracks.begin(), tracks.end(), [id](const auto& track) { return track->id == id; });
    return found == tracks.end() ? -1 : static_cast<int>(found - tracks.begin());
}

const Track* Song::findTrack(TrackId id) const
{
    const int index = trackIndex(id);
    return index < 0 ? nullptr : tracks[static_cast<std::size_t>(index)].get();
}

Tick Song::end() const
{
    Tick last;
    for (const auto& track : tracks)
        last = std::max(last, track->lastNoteEnd());
    return last;
}

int Song::lastBar() const
{
    const Tick last = end();
    return last > Tick(0) ? meters.barAt(last - Tick(1)) : 0;
}

std::size_t Song::noteCount() const
{
    std::size_t count = 0;
    for (const auto& track : tracks)
        count += track->noteCount();
    return count;
}

std::optional<KeySignature> Song::keyAt(Tick at) const
{
    std::optional<KeySignature> found;
    for (const KeyChange& change : keys) {
        if (change.at > at)
            break;
        found = change.key;
    }
    return found;
}

Song withTrack(const Song& song, Track track)
{
    Song changed = song;
    const int index = song.trackIndex(track.id);
    if (index >= 0)
        changed.tracks[static_cast<std::size_t>(index)] = std::make_shared<const Track>(std::move(track));
    return changed;
}

Song withNewTrack(const Song& song, Track track)
{
    Song changed = song;
    changed.lastId = std::max(changed.lastId, track.id.value);
    for (const auto& clip : track.clips) {
        changed.lastId = std::max(changed.lastId, clip->id.value);
        for (const Note& note : clip->notes)
            changed.lastId = std::max(changed.lastId, note.id.value);
    }
    changed.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    return changed;
}

bool sameContent(const Song& a, const Song& b)
{
    return a.tempo == b.tempo && a.meters == b.meters && a.keys == b.keys && a.conductor == b.conductor
        && a.layout == b.layout
        && std::equal(a.tracks.begin(), a.tracks.end(), b.tracks.begin(), b.tracks.end(),
                      [](const auto& one, const auto& other) { return one == other || sameContent(*one, *other); });
}

} // namespace continuo
