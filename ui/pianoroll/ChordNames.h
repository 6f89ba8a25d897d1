// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <QString>

#include <map>
#include <vector>

namespace continuo::ui {

/// A chord and where it begins to sound.
struct NamedChord {
    Tick at;
    QString name;
};

/// Names what sounds together, half bar by half bar (bar by bar where bars have an odd number of beats), drums and muted
/// notes left out. Remembers the bars that it named until the song changes.
class ChordNames {
public:
    /// The chords of the bar, counted from 1: none, one, or one for each half where they differ.
    const std::vector<NamedChord>& ofBar(const Song& song, int bar);
    /// For when the song has changed.
    void forget() { known_.clear(); }

private:
    QString nameOf(const Song& song, Range<Tick> range);

    std::map<int, std::vector<NamedChord>> known_;
};

} // namespace continuo::ui
