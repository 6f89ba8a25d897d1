// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"
#include "core/base/Range.h"
#include "core/song/MeterMap.h"

#include <vector>

namespace continuo {

/// One column of cells: a bar, or a part of a bar that is too long for one cell.
struct StepSpan {
    Range<Tick> ticks;
    int steps = 48;        ///< 1..kMaxCellSteps
    int bar = 1;           ///< from 1
    int stepInBar = 0;     ///< where it begins in its bar; 0 unless the bar is split
    int firstStep = 0;     ///< steps from the start of the grid
    Meter meter;
};

/// Steps of a beat: three of the meter's own in compound meters (6/8, 9/8, 12/8 and the like, 3/8), else one. 0 for a beat
/// shorter than a step.
int beatSteps(const Meter& meter);

/// Bars of a song cut into spans on the network's grid. A bar whose length is no whole number of steps gets one step
/// for the rest, which then is shorter.
class StepGrid {
public:
    /// Bars firstBar..lastBar, counted from 1, both included.
    StepGrid(const MeterMap& meters, int firstBar, int lastBar);

    const std::vector<StepSpan>& spans() const { return spans_; }
    int size() const { return static_cast<int>(spans_.size()); }
    const StepSpan& operator[](int span) const { return spans_[static_cast<std::size_t>(span)]; }
    Range<Tick> ticks() const;
    /// How many steps the spans have together; there is one at least.
    int stepsOf(Range<int> spans) const
    {
        const StepSpan& last = (*this)[spans.end - 1];
        return last.firstStep + last.steps - (*this)[spans.begin].firstStep;
    }

    struct Place {
        int span = 0;
        int step = 0;
    };
    /// The nearest grid place of a tick inside the grid; the end of the last span is its last step.
    Place nearest(Tick at) const;
    /// The tick of a step of a span; a step beyond the span runs on into the following ones, and beyond the grid at
    /// the grid's own step length.
    Tick tick(int span, int step) const;
    /// Spans of bars first..last as [first span, end span).
    Range<int> spansOfBars(int first, int last) const;

private:
    std::vector<StepSpan> spans_;
};

/// The target's bars, the eight before them and those up to the eighth after its end: where what is to be written takes its manner from.
StepGrid gridNear(const MeterMap& meters, Range<Tick> target);

/// The length of a step.
inline constexpr Tick kTicksPerStep{kTicksPerQuarter.value / kStepsPerQuarter};

} // namespace continuo
