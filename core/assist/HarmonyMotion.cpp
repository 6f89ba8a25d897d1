// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/HarmonyMotion.h"

#include "core/assist/Harmony.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace continuo {

namespace {

/// Of each span; 0 where none can be told.
std::vector<unsigned> chordsOf(const Score& score, Range<int> spans, const KeyFrame& frame)
{
    std::vector<int> parts(score.parts.size());
    std::iota(parts.begin(), parts.end(), 0);
    const std::vector<ToldChord> changes = measureHarmony(score, parts, spans, HarmonyPace::Bar, frame);
    std::vector<unsigned> chords;
    std::size_t next = 0;
    for (int span = spans.begin; span < spans.end; ++span) {
        const int step = score.grid[span].firstStep - score.grid[spans.begin].firstStep;
        while (next < changes.size() && changes[next].step <= step)
            ++next;
        chords.push_back(changes[next - 1].pitchClasses);
    }
    return chords;
}

double share(const KeptChords& chords)
{
    return static_cast<double>(chords.kept) / chords.possible;
}

} // namespace

KeptChords keptChords(const Score& score, Range<int> spans, const KeyFrame& frame)
{
    if (spans.begin >= spans.end)
        return {};
    const std::vector<unsigned> chords = chordsOf(score, spans, frame);
    KeptChords count;
    for (std::size_t i = 1; i < chords.size(); ++i) {
        if (chords[i] == 0 || chords[i - 1] == 0)
            continue;
        const unsigned both = chords[i] & chords[i - 1];
        ++count.possible;
        count.kept += both == chords[i] || both == chords[i - 1] ? 1 : 0;
    }
    return count;
}

double harmonyPaceDeparture(const Score& score, Range<int> spans, Range<int> around, const KeyFrame& frame)
{
    const KeptChords here = keptChords(score, {std::max(around.begin, spans.begin - 1), spans.end}, frame);
    const KeptChords before = keptChords(score, {around.begin, spans.begin}, frame);
    const KeptChords after = keptChords(score, {spans.end, around.end}, frame);
    const KeptChords there{before.kept + after.kept, before.possible + after.possible};
    return here.possible > 0 && there.possible > 0 ? std::abs(share(here) - share(there)) : 0;
}

} // namespace continuo
