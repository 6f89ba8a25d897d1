// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/ChordSymbols.h"

#include "core/theory/ChordEstimate.h"

#include <algorithm>
#include <optional>
#include <span>

namespace continuo {

namespace {

/// A note of a stretch, as far as it is heard in it.
struct Heard {
    Range<Tick> time;
    Pitch pitch;
};

std::vector<Heard> heardIn(const Song& song, Range<Tick> range)
{
    std::vector<Heard> heard;
    for (const auto& track : song.tracks) {
        if (track->isDrums() || track->muted)
            continue;
        eachSounding(*track, range, [&](const Note& note, const Clip& clip) {
            if (!note.muted)
                heard.push_back({range.intersect({clip.start + note.start, clip.start + note.end()}), note.pitch});
        });
    }
    std::ranges::stable_sort(heard, {}, [](const Heard& note) { return note.time.begin; });
    return heard;
}

/// Whether notes come one after the other, but for what legato lets overlap.
bool isLine(std::span<const Heard> heard)
{
    constexpr Tick kLegato = kTicksPerQuarter / 8;
    for (std::size_t i = 0; i < heard.size(); ++i)
        for (std::size_t j = i + 1; j < heard.size() && heard[j].time.begin < heard[i].time.end; ++j) {
            const Range<Tick> both = heard[i].time.intersect(heard[j].time);
            if (heard[i].pitch.pitchClass() != heard[j].pitch.pitchClass() && both.end - both.begin > kLegato)
                return false;
        }
    return true;
}

/// Whether a line breaks the chord: all tones of it are heard, a third and a fifth among them, and no others.
bool isBroken(const Chord& chord, const PitchClassWeights& sounding)
{
    const auto has = [&chord](int interval) { return chord.root && (chord.pitchClasses >> (*chord.root + interval) % 12 & 1u) != 0; };
    for (std::size_t i = 0; i < sounding.size(); ++i)
        if ((sounding[i] > 0) != ((chord.pitchClasses >> i & 1u) != 0))
            return false;
    return (has(3) || has(4)) && has(7);
}

std::optional<Chord> chordIn(const Song& song, Range<Tick> range)
{
    const std::vector<Heard> heard = heardIn(song, range);
    if (heard.empty())
        return std::nullopt;
    PitchClassWeights weights{};
    for (const Heard& note : heard)
        weights[static_cast<std::size_t>(note.pitch.pitchClass())] += static_cast<double>((note.time.end - note.time.begin).value);
    const Pitch lowest = std::ranges::min(heard, {}, &Heard::pitch).pitch;
    const auto key = song.keyAt(range.begin);
    const std::optional<Chord> chord = estimateChord(weights, lowest.pitchClass(), key && key->fifths < 0);
    return chord && isLine(heard) && !isBroken(*chord, weights) ? std::nullopt : chord;
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

std::string chordChart(const Song& song, int firstBar, int lastBar)
{
    std::string chart;
    bool isHeard = false;
    for (int bar = firstBar; bar <= lastBar; ++bar) {
        std::string names;
        for (const ChordSymbol& chord : chordSymbolsOfBar(song, bar))
            names += (names.empty() ? "" : " ") + chord.name;
        isHeard |= !names.empty();
        chart += (bar == firstBar ? "" : " | ") + (names.empty() ? std::string("N.C.") : names);
    }
    return isHeard ? chart : std::string();
}

} // namespace continuo
