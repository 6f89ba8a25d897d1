// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/song/Song.h"

#include <array>

namespace continuo {

/// How loud new notes of a track are: as loud as its own notes near the target on beats of the same weight, with a
/// little unevenness where the track has some. A track without notes is a little softer than the song's mean.
class Dynamics {
public:
    Dynamics(const Song& song, TrackId track, Range<Tick> target);
    /// `metric` as metricValue() gives it, 0..7.
    std::uint8_t velocity(int metric, Random& random) const;

private:
    std::array<double, 8> mean_{};
    double deviation_ = 0;
};

} // namespace continuo
