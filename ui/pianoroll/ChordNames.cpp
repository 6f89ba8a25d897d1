// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/ChordNames.h"

namespace continuo::ui {

const std::vector<ChordSymbol>& ChordNames::ofBar(const Song& song, int bar)
{
    const auto [entry, isNew] = known_.try_emplace(bar);
    if (isNew)
        entry->second = chordSymbolsOfBar(song, bar);
    return entry->second;
}

} // namespace continuo::ui
