// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/SlotRules.h"

#include <functional>
#include <vector>

namespace continuo {

/// How a line moves to a note from the one before.
enum class Motion : std::uint8_t { Free, Up, Down, Same };

/// The notes that a line must still have, each in a given cell at steps that increase, and what is possible for each so
/// that all the later ones remain possible: computed once, from the last note to the first.
class LinePlan {
public:
    struct Place {
        int span = 0;       ///< of the cell that holds the note
        int steps = 0;      ///< of that cell
        Motion motion = Motion::Free;
    };
    LinePlan() = default;
    /// `base(note, step)`: the pitches of that note at that step of its cell as far as it alone is concerned.
    LinePlan(std::vector<Place> places, const std::function<PitchSet(std::size_t, int)>& base);

    std::size_t size() const { return places_.size(); }
    const Place& place(std::size_t note) const { return places_[note]; }
    /// What the note may be at this step, when the note before has the pitch `previous`.
    PitchSet at(std::size_t note, int step, std::optional<int> previous) const;
    /// The same for any step from this one on; a step beyond the cell leaves nothing.
    PitchSet from(std::size_t note, int step, std::optional<int> previous) const;

private:
    PitchSet moved(std::size_t note, std::optional<int> previous) const;

    std::vector<Place> places_;
    std::vector<std::vector<PitchSet>> at_, from_;
};

} // namespace continuo
