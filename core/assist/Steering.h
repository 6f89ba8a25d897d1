// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Features.h"
#include "core/assist/KeyFrame.h"
#include "core/assist/StepGrid.h"
#include "core/assist/Suggestion.h"
#include "core/assist/Tally.h"

#include <optional>
#include <span>

namespace continuo {

/// What stands before a choice in its part.
struct Standing {
    std::optional<int> top;         ///< highest pitch of the last start, in the key frame
    int lastOnset = -1;             ///< of the cell; -1 when it has no note yet
    int together = 0;               ///< notes that start there
    int notes = 0;                  ///< of the cell
    double wanted = 0;              ///< notes that the pace wants in the cell
    std::optional<double> centre{}; ///< pitch around which the part should move, in the key frame
    /// In the target's last cell: what starts after this step leaves less than two beats before the end; below 0 where
    /// the cell is shorter than that. Not set elsewhere.
    std::optional<int> restFrom{};
};

/// Leans the network's choices toward the character that was asked for, beyond what it does by itself when it is told.
/// Shares are leaned in log odds by how far what is written so far is from them, so a lean ends where it has done its
/// work. A strength of 0 leaves every choice to the network; drafts of different strengths are ranked by what came of
/// them.
class Steering {
public:
    /// `lively` is what the energy asked for takes, of each part.
    Steering(const Character& asked, const KeyFrame& frame, const std::optional<Liveliness>& lively);

    /// Notes that each part should start in a quarter note.
    std::optional<double> pace() const { return pace_; }
    bool leansOnsets() const { return asked_.syncopation || asked_.voices || pace_ || asked_.closing; }
    bool leansPitches() const
    {
        return asked_.meanPitch || asked_.stepShare || asked_.leapShare || asked_.brightness || asked_.closing;
    }
    bool leansDurations() const { return asked_.syncopation || pace_; }
    /// Logits of kOnsetClasses starts in a cell.
    void leanOnsets(std::span<float> logits, const StepSpan& cell, const Standing& before, const Tally& soFar,
                    float strength) const;
    /// Logits of kPitchClassesOut pitches in the key frame; drums are left alone.
    void leanPitches(std::span<float> logits, int onset, const Standing& before, const Tally& soFar, float strength) const;
    /// Logits of kDurationClasses lengths of a note that starts at this step of the cell.
    void leanDurations(std::span<float> logits, const StepSpan& cell, int onset, const Standing& before, const Tally& soFar,
                       float strength) const;

private:
    void leanToPace(std::span<float> logits, int steps, const Standing& before, float strength) const;

    Character asked_;
    KeyFrame frame_;
    std::optional<double> pace_;
};

} // namespace continuo
