// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Character.h"
#include "core/assist/Ranking.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/SourceMusic.h"
#include "core/assist/Suggestion.h"
#include "core/assist/WrittenDraft.h"

#include <vector>

namespace continuo {

/// What the drafts of a request are chosen by, and what is told of those that are shown. Refers to what it is made from.
class DraftRating {
public:
    DraftRating(const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source);

    Draft rated(const WrittenDraft& draft) const;
    /// What was asked for, beside what came of it.
    std::vector<AskedAndMeasured> measured(const WrittenDraft& draft) const;

private:
    bool seeksCharacter() const;
    /// Given and written.
    std::vector<int> parts() const;
    Character characterOf(const WrittenDraft& draft) const;
    /// What a harmonization sounds like with its melody; nothing for other tasks, whose notes say enough.
    std::vector<PitchClasses> harmonyOf(const WrittenDraft& draft) const;

    // What is wrong with a draft; 1 is as wrong as can be.
    double errorOf(const WrittenDraft& draft) const;
    /// Of a variation: too near or too far, too many notes or too few.
    double missedCloseness(const WrittenDraft& draft) const;
    /// Of a choir: for how long voices cross.
    double crossing(const WrittenDraft& draft) const;
    /// Of what goes on or fills in: how far it leaves the texture and the phrases of the music around and, going on, the pace
    /// of its harmony and its tones, and how much it brings only the old tune; nothing where another character is asked for.
    double departure(const WrittenDraft& draft) const;
    double missedCharacter(const WrittenDraft& draft) const;

    const SuggestionRequest& request_;
    const RequestPlan& plan_;
    const SourceMusic& source_;
    std::vector<int> choir_;                ///< parts of a choir that is written, from high to low, melody first
};

} // namespace continuo
