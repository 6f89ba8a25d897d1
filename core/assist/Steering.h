// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/StepGrid.h"
#include "core/assist/Suggestion.h"

#include <optional>
#include <span>

namespace continuo {

/// What stands before a choice in its part.
struct Standing {
    std::optional<int> top;     ///< highest pitch of the last start, in the key frame
    int lastOnset = -1;         ///< of the cell; -1 when it has no note yet
    int together = 0;           ///< notes that start there
    /// In the target's last cell: what starts after this step leaves less than two beats before the end; below 0 where
    /// the cell is shorter than that. Not set elsewhere.
    std::optional<int> restFrom{};
};

/// Leans the network's choices toward the character that was asked for, beyond what it does by itself when it is told.
/// A strength of 0 leaves every choice to the network; drafts of different strengths are ranked by what came of them.
class Steering {
public:
    Steering(const Character& asked, const KeyFrame& frame) : asked_(asked), frame_(frame) {}

    bool leansOnsets() const { return asked_.syncopation || asked_.voices || asked_.energy || asked_.closing; }
    bool leansPitches() const { return asked_.meanPitch || asked_.stepShare || asked_.leapShare || asked_.brightness || asked_.closing; }
    bool leansDurations() const { return asked_.syncopation.has_value(); }
    /// Logits of kOnsetClasses starts in a cell.
    void leanOnsets(std::span<float> logits, const StepSpan& cell, const Standing& before, float strength) const;
    /// Logits of kPitchClassesOut pitches in the key frame; drums are left alone.
    void leanPitches(std::span<float> logits, int onset, const Standing& before, float strength) const;
    /// Logits of kDurationClasses lengths of a note that starts at this step of the cell.
    void leanDurations(std::span<float> logits, const StepSpan& cell, int onset, float strength) const;

private:
    Character asked_;
    KeyFrame frame_;
};

} // namespace continuo
