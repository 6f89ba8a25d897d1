// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/song/Tick.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// A time signature: `numerator` beats of 1/`denominator` notes a bar.
struct Meter {
    int numerator = 4;                  ///< 1..255
    int denominator = 4;                ///< a power of two, 1..128
    std::uint8_t clocksPerClick = 24;   ///< MIDI clocks between metronome clicks; kept, not used
    std::uint8_t thirtySecondsPerQuarter = 8; ///< notated 32nds in a MIDI quarter; kept, not used

    Tick beatLength() const { return kTicksPerQuarter * 4 / denominator; }
    Tick barLength() const { return beatLength() * numerator; }
    bool operator==(const Meter&) const = default;
};

/// From `at` on, this meter.
struct MeterChange {
    Tick at;
    Meter meter;
    bool operator==(const MeterChange&) const = default;
};

/// A place in the song as musicians count it: bar and beat from 1, and ticks into the beat.
struct BarPosition {
    int bar = 1;
    int beat = 1;
    Tick offset;
    bool operator==(const BarPosition&) const = default;
};

/// Time signatures over time. Without a change at tick 0 the song begins in 4/4. A change that does not fall on a bar
/// line ends the bar there: a new bar begins. Several changes at one tick are kept; the last one counts.
class MeterMap {
public:
    MeterMap();
    /// Sorts by time, keeping the order within a time; numbers outside their range are brought into it.
    explicit MeterMap(std::vector<MeterChange> changes);

    std::span<const MeterChange> changes() const { return changes_; }
    Meter meterAt(Tick at) const;
    /// Number of the bar that holds the tick, from 1; ticks before 0 count as 0.
    int barAt(Tick at) const;
    /// [first tick, first tick of the next bar) of a bar, counted from 1; numbers below 1 count as 1.
    Range<Tick> bar(int number) const;
    /// Bars first..last together, both included, counted from 1.
    Range<Tick> bars(int first, int last) const { return {bar(first).begin, bar(last).end}; }
    BarPosition position(Tick at) const;
    /// The tick of a position; a beat beyond its bar runs on into the next.
    Tick tick(BarPosition position) const;

    bool operator==(const MeterMap& other) const { return changes_ == other.changes_; }

private:
    struct Stretch {
        Tick begin;
        int firstBar;
        Meter meter;
    };
    std::size_t stretchIndexAt(Tick at) const;

    std::vector<MeterChange> changes_;
    std::vector<Stretch> stretches_; ///< never empty; the first begins at 0 with bar 1
};

} // namespace continuo
