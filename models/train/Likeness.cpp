// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Likeness.h"

#include "core/assist/Closeness.h"

#include <algorithm>
#include <array>

namespace continuo {

namespace {

constexpr double kLeastResemblance = 0.2;

/// The notes of cells so many spans after the target's, as if they stood in the target.
std::vector<PlacedNote> notesAt(const Prompt& prompt, const Score& score, int offset)
{
    std::vector<PlacedNote> notes;
    for (const CellRef cell : prompt.target)
        for (const RowNote& note : score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span + offset))
            notes.push_back({cell.slot, score.grid[cell.span].firstStep + note.onset, note.pitch});
    return notes;
}

/// Whether there are cells of the same lengths so many spans later.
bool matches(const Prompt& prompt, const StepGrid& grid, int offset)
{
    return std::all_of(prompt.target.begin(), prompt.target.end(), [&](CellRef cell) {
        const int other = cell.span + offset;
        return other >= 0 && other < grid.size() && grid[other].steps == grid[cell.span].steps
            && grid[other].stepInBar == grid[cell.span].stepInBar;
    });
}

} // namespace

std::optional<Likeness> drawLikeness(const Prompt& prompt, const Score& score, Random& random)
{
    static constexpr std::array<int, 20> kOffsets{1, -1, 2, -2, 4, -4, 8, -8, 12, -12, 16, -16, 20, -20, 24, -24, 32, -32, 48, -48};
    const std::vector<PlacedNote> target = notesAt(prompt, score, 0);
    std::optional<Likeness> drawn;
    int offset = 0, found = 0;
    for (const int candidate : kOffsets) {
        if (!matches(prompt, score.grid, candidate))
            continue;
        const double likeness = resemblance(target, notesAt(prompt, score, candidate));
        // Each of those found has the same chance.
        if (likeness < kLeastResemblance || likeness >= 1 || !random.chance(1.0 / ++found))
            continue;
        drawn = Likeness{{}, likeness};
        offset = candidate;
    }
    if (!drawn)
        return drawn;
    for (const CellRef cell : prompt.target) {
        SourceCell source{cell, {}};
        for (const RowNote& note : score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span + offset))
            source.notes.push_back({note});
        drawn->source.push_back(std::move(source));
    }
    return drawn;
}

} // namespace continuo
