// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WrittenStarts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace continuo {

namespace {

constexpr std::array<Tick, 2> kGrids{kTicksPerQuarter / 4, kTicksPerQuarter / 3}; // sixteenths first: they win a tie

Tick away(Tick from, Tick to)
{
    return Tick(std::abs(from.value - to.value));
}

Tick nearestMultiple(Tick at, Tick unit)
{
    return unit * ((at + unit / 2) / unit);
}

bool isPlayed(std::span<const Note> notes, const StepGrid& grid)
{
    std::size_t within = 0, off = 0;
    for (const Note& note : notes) {
        if (!grid.ticks().contains(note.start))
            continue;
        const StepGrid::Place place = grid.nearest(note.start);
        ++within;
        off += away(note.start, grid.tick(place.span, place.step)) > kTicksPerStep / 32 ? 1 : 0;
    }
    return 2 * off > within;
}

/// Reads the starts, in order and relative to the start of a quarter, on one grid. Empty where it would make those begin
/// together that did not.
std::vector<Tick> readOn(Tick unit, std::span<const Tick> starts)
{
    std::vector<Tick> read;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        read.push_back(nearestMultiple(starts[i], unit));
        if (i > 0 && read[i] == read[i - 1] && starts[i] - starts[i - 1] > kTicksPerStep)
            return {};
    }
    return read;
}

/// The nearest reading; the starts themselves where there is none.
std::vector<Tick> readQuarter(const std::vector<Tick>& starts)
{
    std::vector<Tick> best = starts;
    Tick least;
    bool isAny = false;
    for (const Tick unit : kGrids) {
        const std::vector<Tick> read = readOn(unit, starts);
        if (read.empty())
            continue;
        Tick error;
        for (std::size_t i = 0; i < starts.size(); ++i)
            error += away(starts[i], read[i]);
        if (!isAny || error < least) {
            best = read;
            least = error;
            isAny = true;
        }
    }
    return best;
}

} // namespace

std::vector<Tick> writtenStarts(std::span<const Note> notes, const StepGrid& grid, bool areDrums)
{
    std::vector<Tick> starts;
    for (const Note& note : notes)
        starts.push_back(note.start);
    if (areDrums || !isPlayed(notes, grid))
        return starts;
    std::size_t next = 0;
    for (const StepSpan& span : grid.spans())
        for (Tick quarter = span.ticks.begin; quarter < span.ticks.end; quarter += kTicksPerQuarter) {
            const Tick end = std::min(quarter + kTicksPerQuarter, span.ticks.end);
            while (next < starts.size() && starts[next] < quarter)
                ++next;
            const std::size_t first = next;
            std::vector<Tick> relative;
            for (; next < starts.size() && starts[next] < end; ++next)
                relative.push_back(starts[next] - quarter);
            const std::vector<Tick> read = readQuarter(relative);
            for (std::size_t i = 0; i < read.size(); ++i)
                starts[first + i] = std::min(quarter + read[i], end);
        }
    return starts;
}

} // namespace continuo
