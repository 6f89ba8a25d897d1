// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/song/Note.h"

#include <algorithm>
#include <span>
#include <vector>

namespace continuo {

/// Where the notes of a clip end, block by block: finds those that sound within a stretch of time without looking at
/// the ones before it, however long a note among them rings. For one list of notes, sorted by comesBefore; the list is
/// handed in again with each question and must be the same.
class NoteIndex {
public:
    NoteIndex() = default;
    explicit NoteIndex(std::span<const Note> notes);

    /// Where the last note ends; 0 without notes.
    Tick end() const { return end_; }

    /// Calls visit(note) in order for each note with start < range.end and end() > range.begin.
    template <typename Visit>
    void eachSounding(std::span<const Note> notes, Range<Tick> range, Visit visit) const
    {
        const auto until = static_cast<std::size_t>(
            std::partition_point(notes.begin(), notes.end(), [&](const Note& note) { return note.start < range.end; })
            - notes.begin());
        for (std::size_t block = 0; block * kBlock < until; ++block) {
            if (blockEnds_[block] <= range.begin)
                continue;
            const std::size_t last = std::min(until, (block + 1) * kBlock);
            for (std::size_t i = block * kBlock; i < last; ++i)
                if (notes[i].end() > range.begin)
                    visit(notes[i]);
        }
    }

private:
    static constexpr std::size_t kBlock = 64;
    std::vector<Tick> blockEnds_; ///< where the last note of each block of kBlock notes ends
    Tick end_;
};

} // namespace continuo
