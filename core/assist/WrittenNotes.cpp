// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WrittenNotes.h"

#include "core/assist/WrittenLengths.h"
#include "core/assist/WrittenStarts.h"

#include <algorithm>

namespace continuo {

std::vector<Note> writtenNotes(std::span<const Note> notes, const StepGrid& grid, bool areDrums)
{
    std::vector<Note> written(notes.begin(), notes.end());
    const std::vector<Tick> starts = writtenStarts(notes, grid, areDrums);
    for (std::size_t i = 0; i < written.size(); ++i) {
        written[i].length = std::max(notes[i].end() - starts[i], Tick(1));
        written[i].start = starts[i];
    }
    const std::vector<Tick> lengths = writtenLengths(written, areDrums);
    for (std::size_t i = 0; i < written.size(); ++i)
        written[i].length = lengths[i];
    return written;
}

} // namespace continuo
