// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/LinePlan.h"

namespace continuo {

namespace {

/// The pitches from which the motion reaches one of `next`.
PitchSet origins(Motion motion, const PitchSet& next)
{
    if (next.none())
        return {};
    switch (motion) {
    case Motion::Free: return allPitches();
    case Motion::Same: return next;
    case Motion::Down: return pitchesAbove(static_cast<int>(next._Find_first()));
    case Motion::Up: break;
    }
    int highest = kPitchClassesOut - 1;
    while (!next[static_cast<std::size_t>(highest)])
        --highest;
    return pitchesBelow(highest);
}

} // namespace

LinePlan::LinePlan(std::vector<Place> places, const std::function<PitchSet(std::size_t, int)>& base)
    : places_(std::move(places)), at_(places_.size()), from_(places_.size())
{
    for (std::size_t note = places_.size(); note-- > 0;) {
        const auto steps = static_cast<std::size_t>(places_[note].steps);
        at_[note].resize(steps);
        from_[note].resize(steps + 1);
        const bool isLast = note + 1 == places_.size();
        const bool sameCell = !isLast && places_[note + 1].span == places_[note].span;
        for (std::size_t step = steps; step-- > 0;) {
            PitchSet here = base(note, static_cast<int>(step));
            if (!isLast && here.any())
                here &= origins(places_[note + 1].motion, from_[note + 1][sameCell ? step + 1 : 0]);
            at_[note][step] = here;
            from_[note][step] = from_[note][step + 1] | here;
        }
    }
}

PitchSet LinePlan::moved(std::size_t note, std::optional<int> previous) const
{
    if (!previous)
        return allPitches();
    switch (places_[note].motion) {
    case Motion::Up: return pitchesAbove(*previous);
    case Motion::Down: return pitchesBelow(*previous);
    case Motion::Same: return pitchesWithin(*previous, *previous);
    case Motion::Free: break;
    }
    return allPitches();
}

PitchSet LinePlan::at(std::size_t note, int step, std::optional<int> previous) const
{
    return at_[note][static_cast<std::size_t>(step)] & moved(note, previous);
}

PitchSet LinePlan::from(std::size_t note, int step, std::optional<int> previous) const
{
    const auto& table = from_[note];
    return static_cast<std::size_t>(step) < table.size() ? table[static_cast<std::size_t>(step)] & moved(note, previous) : PitchSet();
}

} // namespace continuo
