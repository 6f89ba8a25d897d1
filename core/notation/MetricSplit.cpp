// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/MetricSplit.h"

namespace continuo {

namespace {

/// How weak a place of a bar is: 0 the bar line, 1 its middle, 2 a beat, more for each half of a beat.
class Weakness {
public:
    explicit Weakness(const Meter& meter) : bar_(meter.barLength()), beat_(meter.beatLength())
    {
        const bool isCompound = meter.denominator >= 8 && meter.numerator % 3 == 0 && meter.numerator > 3;
        const int groups = isCompound ? meter.numerator / 3 : meter.numerator;
        group_ = isCompound ? beat_ * 3 : beat_;
        half_ = groups % 2 == 0 && groups > 2 ? bar_ / 2 : bar_;
    }

    int at(Tick place) const
    {
        if (place % bar_ == Tick(0))
            return 0;
        if (place % half_ == Tick(0))
            return 1;
        if (place % group_ == Tick(0))
            return 2;
        int weakness = 3;
        for (Tick step = beat_; step > Tick(1) && place % step != Tick(0); step = step / 2)
            ++weakness;
        return weakness;
    }
    Tick group() const { return group_; }

private:
    Tick bar_, beat_, group_, half_;
};

/// The strongest place strictly inside, the first of equals.
Tick strongestInside(const Weakness& weakness, Range<Tick> ticks)
{
    constexpr Tick kStep = kTicksPerQuarter / 16;
    Tick best = ticks.begin + kStep;
    for (Tick place = best; place < ticks.end; place += kStep)
        if (weakness.at(place) < weakness.at(best))
            best = place;
    return best;
}

void split(const Weakness& weakness, Range<Tick> ticks, std::vector<Range<Tick>>& pieces)
{
    constexpr Tick kStep = kTicksPerQuarter / 16;
    if (ticks.isEmpty())
        return;
    const bool isOneValue = noteValueOf(ticks.end - ticks.begin).has_value();
    if (ticks.end - ticks.begin <= kStep) {
        pieces.push_back(ticks);
        return;
    }
    const Tick inside = strongestInside(weakness, ticks);
    const int ends = std::max(weakness.at(ticks.begin), weakness.at(ticks.end));
    // A syncopation may hide what is one step stronger than its ends, as every reader expects.
    if (isOneValue && (weakness.at(ticks.begin) <= weakness.at(inside) || ends <= weakness.at(inside) + 1)) {
        pieces.push_back(ticks);
        return;
    }
    split(weakness, {ticks.begin, inside}, pieces);
    split(weakness, {inside, ticks.end}, pieces);
}

} // namespace

std::vector<Range<Tick>> splitByMeter(const Meter& meter, Range<Tick> ticks)
{
    std::vector<Range<Tick>> pieces;
    split(Weakness(meter), ticks, pieces);
    return pieces;
}

} // namespace continuo
