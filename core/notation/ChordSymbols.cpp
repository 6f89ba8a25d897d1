// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/ChordSymbols.h"

#include "core/theory/ChordEstimate.h"

#include <optional>

namespace continuo {

namespace {

std::optional<Chord> chordIn(const Song& song, Range<Tick> range)
{
    PitchClassWeights weights{};
    std::optional<Pitch> lowest;
    for (const auto& track : song.tracks) {
        if (track->isDrums() || track->muted)
            continue;
        eachSounding(*track, range, [&](const Note& note, const Clip& clip) {
            if (note.muted)
                return;
            const Range<Tick> heard = range.intersect({clip.start + note.start, clip.start + note.end()});
            weights[static_cast<std::size_t>(note.pitch.pitchClass())] += static_cast<double>((heard.end - heard.begin).value);
            if (!lowest || note.pitch < *lowest)
                lowest = note.pitch;
        });
    }
    const auto key = song.keyAt(range.begin);
    const auto bass = lowest ? std::optional(lowest->pitchClass()) : std::nullopt;
    return estimateChord(weights, bass, key && key->fifths < 0);
}

} // namespace

std::vector<ChordSymbol> chordSymbolsOfBar(const Song& song, int bar)
{
    std::vector<ChordSymbol> symbols;
    const Range<Tick> whole = song.meters.bar(bar);
    const int parts = song.meters.meterAt(whole.begin).numerator % 2 == 0 ? 2 : 1;
    const Tick step = (whole.end - whole.begin) / parts;
    for (int part = 0; part < parts; ++part) {
        const Tick begin = whole.begin + step * part;
        const std::optional<Chord> chord = chordIn(song, {begin, begin + step});
        if (chord && (symbols.empty() || symbols.back().name != chord->name))
            symbols.push_back({begin, chord->name});
    }
    return symbols;
}

} // namespace continuo
