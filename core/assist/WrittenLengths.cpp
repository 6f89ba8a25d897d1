// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WrittenLengths.h"

#include "core/assist/StepGrid.h"

#include <algorithm>
#include <iterator>

namespace continuo {

namespace {

constexpr Tick kSixteenth = kTicksPerQuarter / 4;

/// But for the rounding of a file's resolution.
bool liesOnTheGrid(Tick length)
{
    const std::int64_t beyond = length.value % kTicksPerStep.value;
    return std::min(beyond, kTicksPerStep.value - beyond) < kTicksPerStep.value / 32;
}

/// Whether so much of a length sounds, in twentieths.
bool sounds(Tick played, int twentieths, Tick whole)
{
    return played.value * 20 >= whole.value * twentieths;
}

} // namespace

std::vector<Tick> writtenLengths(std::span<const Note> notes, bool areDrums)
{
    std::vector<Tick> lengths;
    lengths.reserve(notes.size());
    for (const Note& note : notes) {
        Tick& length = lengths.emplace_back(note.length);
        if (areDrums || liesOnTheGrid(length))
            continue;
        const auto next = std::lower_bound(notes.begin(), notes.end(), note.end(), [](const Note& other, Tick end) { return other.start < end; });
        const Tick sixteenths = kSixteenth * ((length + kSixteenth - Tick(1)) / kSixteenth);
        const Tick before = next != notes.begin() ? std::prev(next)->start : note.start;
        if (before > note.start && sounds(before - note.start, 19, length))
            length = before - note.start;
        else if (next != notes.end() && sounds(length, 16, next->start - note.start))
            length = next->start - note.start;
        else if (sounds(length, 17, sixteenths))
            length = sixteenths;
    }
    return lengths;
}

} // namespace continuo
