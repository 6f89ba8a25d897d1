// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Repetition.h"

#include <set>
#include <utility>
#include <vector>

namespace continuo {

namespace {

using Pattern = std::vector<std::pair<int, int>>; // onset, pitch

/// Of the bars that have notes.
std::vector<Pattern> patternsOf(const Score& score, int part, Range<int> spans)
{
    std::vector<Pattern> patterns;
    for (int span = spans.begin; span < spans.end; ++span) {
        Pattern pattern;
        for (const RowNote& note : score.cell(part, span))
            pattern.emplace_back(note.onset, note.pitch);
        if (!pattern.empty())
            patterns.push_back(std::move(pattern));
    }
    return patterns;
}

} // namespace

double repeatedBars(const Score& score, int part, Range<int> spans)
{
    constexpr std::size_t kFewest = 3; // bars after the first
    const std::vector<Pattern> bars = patternsOf(score, part, spans);
    const std::set<Pattern> different(bars.begin(), bars.end());
    if (bars.size() <= kFewest)
        return 0;
    return static_cast<double>(bars.size() - different.size()) / static_cast<double>(bars.size() - 1);
}

double barsFrom(const Score& score, int part, Range<int> before, Range<int> spans)
{
    const std::vector<Pattern> old = patternsOf(score, part, before), bars = patternsOf(score, part, spans);
    const std::set<Pattern> known(old.begin(), old.end());
    int from = 0;
    for (const Pattern& bar : bars)
        from += known.contains(bar) ? 1 : 0;
    return bars.empty() ? 0 : static_cast<double>(from) / static_cast<double>(bars.size());
}

std::optional<double> oldTuneShare(const Score& score, std::span<const int> parts, Range<int> before, Range<int> spans)
{
    double sum = 0;
    int melodies = 0;
    for (const int part : parts)
        if (score.parts[static_cast<std::size_t>(part)].role == Role::Melody) {
            sum += barsFrom(score, part, before, spans);
            ++melodies;
        }
    return melodies > 0 ? std::optional<double>(sum / melodies) : std::nullopt;
}

} // namespace continuo
