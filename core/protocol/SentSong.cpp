// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/SentSong.h"

#include "core/io/MidiFile.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace continuo::protocol {

TrackNumbers::TrackNumbers(const Song& song) : lastId_(song.lastId)
{
    for (const auto& track : song.tracks)
        ids_.push_back(track->id);
}

int TrackNumbers::number(TrackId track) const
{
    const auto found = std::find(ids_.begin(), ids_.end(), track);
    if (found != ids_.end())
        return static_cast<int>(found - ids_.begin());
    return track.value > lastId_ ? static_cast<int>(ids_.size() + (track.value - lastId_ - 1)) : -1;
}

TrackId TrackNumbers::track(int number) const
{
    if (number < 0)
        return TrackId();
    const auto index = static_cast<std::size_t>(number);
    return index < ids_.size() ? ids_[index] : TrackId(lastId_ + 1 + (index - ids_.size()));
}

std::string songBytes(const Song& song)
{
    Song sent = song;
    sent.layout.format = 1;
    for (auto& track : sent.tracks) {
        Track own = *track;
        own.fileTrack = -1;
        track = std::make_shared<const Track>(std::move(own));
    }
    return writeMidi(sent, {.format = 1});
}

} // namespace continuo::protocol
