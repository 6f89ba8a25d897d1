// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Features.h"
#include "core/assist/Suggestion.h"
#include "models/evaluate/Questions.h"

#include <optional>
#include <span>
#include <vector>

namespace continuo {

/// A control that can be asked for and measured. One row of a table: a new control is a new row.
struct ControlKind {
    const char* name;
    std::vector<double> values;                 ///< asked, ascending
    QuestionOptions::Parts parts;               ///< what it makes sense for
    void (*ask)(SuggestionRequest& request, double value);
    std::optional<double> (*measured)(const Features& features, const Suggestion& suggestion);
};

std::span<const ControlKind> controlKinds();

/// What the answer's first part shows.
Features featuresOf(const Question& question, const Answer& answer);

/// Position in `values` of the one that is nearest.
int nearestValue(std::span<const double> values, double value);

} // namespace continuo
