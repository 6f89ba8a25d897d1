// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notation/ChordSymbols.h"

#include <map>
#include <vector>

namespace continuo::ui {

/// The chords of a song's bars. Remembers the bars that it was asked for until the song changes.
class ChordNames {
public:
    /// The chords of the bar, counted from 1, as chordSymbolsOfBar() has them.
    const std::vector<ChordSymbol>& ofBar(const Song& song, int bar);
    /// For when the song has changed.
    void forget() { known_.clear(); }

private:
    std::map<int, std::vector<ChordSymbol>> known_;
};

} // namespace continuo::ui
