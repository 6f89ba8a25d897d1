// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"

#include <algorithm>
#include <iterator>

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

} // namespace continuo
