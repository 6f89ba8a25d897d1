// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

#include <string>
#include <vector>

namespace continuo {

/// What a controller, or pitch bend, does along a track: steps from one value to the next.
struct Curve {
    static constexpr int kPitchBend = -1;

    int controller = 1;    ///< 0..127, or kPitchBend

    /// The values it can take: 0..127, or -8192..8191 for pitch bend.
    int lowest() const { return controller == kPitchBend ? -8192 : 0; }
    int highest() const { return controller == kPitchBend ? 8191 : 127; }
    /// What holds before the first event: full expression, volume 100, pan in the middle, no bend, else 0.
    int resting() const;
    bool operator==(const Curve&) const = default;
};

/// From `at` on, this value.
struct CurvePoint {
    Tick at;
    int value = 0;
    bool operator==(const CurvePoint&) const = default;
};

/// The curve's points on the track's channel, in order.
std::vector<CurvePoint> pointsOf(const Track& track, Curve curve);
/// What holds at the tick.
int valueAt(const Track& track, Curve curve, Tick at);

/// The curve is these points, and nothing else, within [range.begin, range.end); after it what was in force there goes
/// on. Points outside the range and those that change nothing are left out; values are brought into the curve's range.
Edit drawCurve(TrackId track, Curve curve, Range<Tick> range, std::vector<CurvePoint> points);

} // namespace continuo
