// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/SuggestionTarget.h"

namespace continuo::ui {

std::optional<BarSpan> suggestionTarget(const Song& song, const Selection& selection, std::optional<Range<Tick>> loop,
                                        Ask ask, int bars)
{
    const auto barsOf = [&song](Range<Tick> range) {
        return BarSpan{song.meters.barAt(range.begin), song.meters.barAt(range.end - Tick(1))};
    };
    const Range<Tick> chosen = extentOf(song, selection.notes());
    if (ask == Ask::Continue) {
        const int before = chosen.isEmpty() ? song.lastBar() : barsOf(chosen).last;
        return BarSpan{before + 1, before + bars};
    }
    if (!chosen.isEmpty())
        return barsOf(chosen);
    if (loop && !loop->isEmpty())
        return barsOf(*loop);
    if ((ask == Ask::Harmonize || ask == Ask::Accompany) && song.lastBar() > 0)
        return BarSpan{1, song.lastBar()};
    return std::nullopt;
}

} // namespace continuo::ui
