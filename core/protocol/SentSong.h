// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <cstdint>
#include <string>
#include <vector>

namespace continuo::protocol {

/// Tracks on the wire: the song's own are 0, 1, ... in their order; those that a suggestion adds follow.
/// Both sides number the same song and so need not know each other's ids.
class TrackNumbers {
public:
    TrackNumbers() = default;
    explicit TrackNumbers(const Song& song);

    /// -1 for an id that is neither in the song nor above its lastId.
    int number(TrackId track) const;
    /// Nothing (id 0) for a negative number.
    TrackId track(int number) const;

private:
    std::vector<TrackId> ids_;
    std::uint64_t lastId_ = 0;
};

/// The song as it is sent: a MIDI file in which every track has a chunk of its own, so that reading it gives the same
/// tracks in the same order, also those without notes.
std::string songBytes(const Song& song);

} // namespace continuo::protocol
