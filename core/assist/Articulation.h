// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

namespace continuo {

/// How much of their written lengths new notes of a track sound: as much as its own notes near the target do at the median,
/// never more than all. A track without notes there takes after all others; without any, notes sound to their ends. Drums do.
class Articulation {
public:
    Articulation(const Song& song, TrackId track, Range<Tick> target);
    /// At least one tick, at most `written`.
    Tick sounding(Tick written) const;

private:
    double share_ = 1;
};

} // namespace continuo
