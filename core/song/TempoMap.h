// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// From `at` on, a quarter note lasts this long.
struct TempoChange {
    Tick at;
    std::uint32_t microsecondsPerQuarter = 500'000; ///< at least 1

    double bpm() const { return 60e6 / microsecondsPerQuarter; }
    bool operator==(const TempoChange&) const = default;
};

/// Tempo over time. Without a change at tick 0 the song begins at 120 beats (quarter notes) per minute. Several changes
/// at one tick are kept as they came; the last one counts.
class TempoMap {
public:
    TempoMap();
    /// Sorts by time, keeping the order within a time; a tempo of 0 becomes 1 microsecond.
    explicit TempoMap(std::vector<TempoChange> changes);

    std::span<const TempoChange> changes() const { return changes_; }
    /// Quarter notes per minute in force at the tick.
    double bpmAt(Tick at) const;
    /// Seconds from the start of the song to the tick; negative before it, at the first tempo.
    double seconds(Tick at) const;
    /// The tick at that many seconds from the start, rounded to the nearest.
    Tick tick(double seconds) const;

    bool operator==(const TempoMap& other) const { return changes_ == other.changes_; }

private:
    struct Stretch {
        Tick begin;
        double beginSeconds;
        double secondsPerTick;
    };
    const Stretch& stretchAt(Tick at) const;

    std::vector<TempoChange> changes_;
    std::vector<Stretch> stretches_; ///< never empty; the first begins at 0
};

} // namespace continuo
