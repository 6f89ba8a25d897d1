// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <string>
#include <vector>

namespace continuo {

/// A chord by name, such as "Dm7" or "C/E", and where it begins to sound.
struct ChordSymbol {
    Tick at;
    std::string name;

    bool operator==(const ChordSymbol&) const = default;
};

/// Names what sounds together in a bar, counted from 1: half bar by half bar, the whole bar at once where its beats are odd
/// in number. None where no chord is heard, one, or one for each half where they differ. A line alone has a chord only where it
/// breaks one: its tones, a third and a fifth among them, and no others. Flats or sharps are the key's. Drums, muted tracks and
/// muted notes are left out.
std::vector<ChordSymbol> chordSymbolsOfBar(const Song& song, int bar);

/// The chords of the bars first..last, as chords are typed: "F | Dm7 Bb | N.C. | C7". Empty when none is heard in any.
std::string chordChart(const Song& song, int firstBar, int lastBar);

} // namespace continuo
