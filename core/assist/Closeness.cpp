// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace continuo {

namespace {

/// The notes that one part begins at one step, pitches ascending.
using Onset = std::span<const PlacedNote>;

std::vector<Onset> onsetsOf(const std::vector<PlacedNote>& sorted)
{
    std::vector<Onset> onsets;
    for (auto begin = sorted.begin(); begin != sorted.end();) {
        const auto end = std::find_if(begin, sorted.end(), [&](const PlacedNote& note) {
            return note.part != begin->part || note.step != begin->step;
        });
        onsets.emplace_back(begin, end);
        begin = end;
    }
    return onsets;
}

bool comesFirst(const Onset& a, const Onset& b)
{
    return std::pair(a.front().part, a.front().step) < std::pair(b.front().part, b.front().step);
}

/// Those of `onsets` that `others` have as well.
std::vector<Onset> sharedWith(const std::vector<Onset>& onsets, const std::vector<Onset>& others)
{
    std::vector<Onset> shared;
    std::set_intersection(onsets.begin(), onsets.end(), others.begin(), others.end(), std::back_inserter(shared), comesFirst);
    return shared;
}

double pitchAgreement(const Onset& a, const Onset& b)
{
    std::vector<PlacedNote> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return 2.0 * static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size());
}

/// -1, 0 or 1: which way the top goes.
int direction(const Onset& from, const Onset& to)
{
    const int difference = to.back().pitch - from.back().pitch;
    return (difference > 0) - (difference < 0);
}

void sortOut(std::vector<PlacedNote>& notes)
{
    std::sort(notes.begin(), notes.end());
    notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
}

} // namespace

std::vector<PlacedNote> placedNotes(const Score& score, std::span<const int> parts, Range<int> spans)
{
    std::vector<PlacedNote> notes;
    for (const int part : parts)
        for (int span = spans.begin; span < spans.end; ++span)
            for (const RowNote& note : score.cell(part, span))
                notes.push_back({part, score.grid[span].firstStep + note.onset, note.pitch});
    return notes;
}

Agreement agreement(std::vector<PlacedNote> one, std::vector<PlacedNote> other)
{
    sortOut(one);
    sortOut(other);
    if (one == other)
        return {1, 1, 1};
    const std::vector<Onset> a = onsetsOf(one), b = onsetsOf(other);
    const std::vector<Onset> inA = sharedWith(a, b), inB = sharedWith(b, a);
    if (inA.empty())
        return {};

    Agreement agreed;
    const auto shared = static_cast<double>(inA.size());
    agreed.onsets = 2 * shared / static_cast<double>(a.size() + b.size());
    int moves = 0, sameMoves = 0;
    for (std::size_t i = 0; i < inA.size(); ++i) {
        agreed.pitches += pitchAgreement(inA[i], inB[i]) / shared;
        if (i == 0 || inA[i - 1].front().part != inA[i].front().part)
            continue;
        ++moves;
        sameMoves += direction(inA[i - 1], inA[i]) == direction(inB[i - 1], inB[i]);
    }
    agreed.contour = moves > 0 ? static_cast<double>(sameMoves) / moves : agreed.pitches;
    return agreed;
}

double resemblanceByChance(const std::vector<PlacedNote>& music, std::span<const int> barStarts)
{
    // Measured on bars of different pieces of five corpora: pitches 0.05 to 0.16, contour 0.37 to 0.50, onsets 0.41 to 0.83.
    constexpr double kPitchesByChance = 0.1, kContourByChance = 0.4, kOnsetsByChance = 0.55;
    std::vector<std::set<std::pair<int, int>>> rhythms(barStarts.size()); // part and step in the bar
    for (const PlacedNote& note : music) {
        const auto after = std::upper_bound(barStarts.begin(), barStarts.end(), note.step);
        if (after != barStarts.begin())
            rhythms[static_cast<std::size_t>(after - barStarts.begin() - 1)].emplace(note.part, note.step - *(after - 1));
    }
    double sum = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < rhythms.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (rhythms[i].empty() && rhythms[j].empty())
                continue;
            const auto shared = std::count_if(rhythms[i].begin(), rhythms[i].end(), [&](const auto& onset) { return rhythms[j].contains(onset); });
            sum += 2.0 * static_cast<double>(shared) / static_cast<double>(rhythms[i].size() + rhythms[j].size());
            ++pairs;
        }
    return Agreement{pairs > 0 ? sum / pairs : kOnsetsByChance, kPitchesByChance, kContourByChance}.resemblance();
}

double closeness(double resemblance, double byChance)
{
    return std::clamp((resemblance - byChance) / (1 - byChance), 0.0, 1.0);
}

} // namespace continuo
