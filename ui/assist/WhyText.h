// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <QString>

namespace continuo::ui {

/// "E4, bar 5 beat 1, quarter: 43 %": a suggested note and how likely it was.
QString likelihoodSentence(const Song& song, const SuggestedNote& note);

/// Why the note came out as it did, a line each for its place, its pitch, its length and what of the context spoke for
/// it; empty when it is not known.
QString reasonsText(const Song& song, const Suggestion& suggestion, const SuggestedNote& note);

} // namespace continuo::ui
