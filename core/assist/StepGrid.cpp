// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/StepGrid.h"

#include <algorithm>

namespace continuo {

namespace {

int stepsIn(Tick length)
{
    return static_cast<int>((length + kTicksPerStep - Tick(1)) / kTicksPerStep);
}

} // namespace

int beatSteps(const Meter& meter)
{
    const bool isCompound = meter.denominator >= 8 && meter.numerator % 3 == 0;
    return static_cast<int>(meter.beatLength() * (isCompound ? 3 : 1) / kTicksPerStep);
}

StepGrid::StepGrid(const MeterMap& meters, int firstBar, int lastBar)
{
    int firstStep = 0;
    for (int number = firstBar; number <= lastBar; ++number) {
        const Range<Tick> bar = meters.bar(number);
        const int barSteps = stepsIn(bar.end - bar.begin);
        const int parts = (barSteps + kMaxCellSteps - 1) / kMaxCellSteps;
        // Parts begin on quarter notes where that is possible.
        int partSteps = (barSteps + parts - 1) / parts;
        if (const int rounded = (partSteps + kStepsPerQuarter - 1) / kStepsPerQuarter * kStepsPerQuarter;
            parts > 1 && rounded <= kMaxCellSteps)
            partSteps = rounded;
        for (int step = 0; step < barSteps; step += partSteps) {
            StepSpan span;
            span.ticks.begin = bar.begin + kTicksPerStep * step;
            span.steps = std::min(partSteps, barSteps - step);
            span.ticks.end = std::min(bar.end, span.ticks.begin + kTicksPerStep * span.steps);
            span.bar = number;
            span.stepInBar = step;
            span.firstStep = firstStep;
            span.meter = meters.meterAt(bar.begin);
            firstStep += span.steps;
            spans_.push_back(span);
        }
    }
}

Range<Tick> StepGrid::ticks() const
{
    return spans_.empty() ? Range<Tick>{} : Range<Tick>{spans_.front().ticks.begin, spans_.back().ticks.end};
}

StepGrid::Place StepGrid::nearest(Tick at) const
{
    const auto next = std::upper_bound(spans_.begin(), spans_.end(), at,
                                       [](Tick tick, const StepSpan& span) { return tick < span.ticks.begin; });
    int index = std::max(0, static_cast<int>(next - spans_.begin()) - 1);
    const StepSpan& span = (*this)[index];
    int step = static_cast<int>((at - span.ticks.begin + kTicksPerStep / 2) / kTicksPerStep);
    if (step >= span.steps) {
        if (index + 1 < size()) {
            ++index;
            step = 0;
        } else {
            step = span.steps - 1;
        }
    }
    return {index, std::max(step, 0)};
}

Tick StepGrid::tick(int span, int step) const
{
    while (step >= (*this)[span].steps && span + 1 < size()) {
        step -= (*this)[span].steps;
        ++span;
    }
    const StepSpan& place = (*this)[span];
    if (step >= place.steps)
        return place.ticks.end + kTicksPerStep * (step - place.steps);
    return place.ticks.begin + kTicksPerStep * step;
}

Range<int> StepGrid::spansOfBars(int first, int last) const
{
    const auto bar = [](const StepSpan& span, int number) { return span.bar < number; };
    const auto begin = std::lower_bound(spans_.begin(), spans_.end(), first, bar);
    const auto end = std::lower_bound(begin, spans_.end(), last + 1, bar);
    return {static_cast<int>(begin - spans_.begin()), static_cast<int>(end - spans_.begin())};
}

StepGrid gridNear(const MeterMap& meters, Range<Tick> target)
{
    constexpr int kBarsNear = 8;
    return StepGrid(meters, std::max(1, meters.barAt(target.begin) - kBarsNear), meters.barAt(target.end) + kBarsNear);
}

} // namespace continuo
