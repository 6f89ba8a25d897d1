// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Selection.h"
#include "ui/assist/SuggestionSettings.h"

#include <optional>

namespace continuo::ui {

/// Bars counted from 1, both included.
struct BarSpan {
    int first = 1, last = 1;
    bool operator==(const BarSpan&) const = default;
};

/// The bars that are asked about. Continue: `bars` bars after the last bar of the selection, or of the song without one.
/// The others: the bars of the selection, else those of the loop; for harmonize and accompany else the whole song;
/// nothing when there is neither.
std::optional<BarSpan> suggestionTarget(const Song& song, const Selection& selection, std::optional<Range<Tick>> loop,
                                        Ask ask, int bars);

} // namespace continuo::ui
