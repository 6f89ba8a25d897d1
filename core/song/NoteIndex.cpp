// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/NoteIndex.h"

namespace continuo {

NoteIndex::NoteIndex(std::span<const Note> notes)
{
    blockEnds_.reserve((notes.size() + kBlock - 1) / kBlock);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        if (i % kBlock == 0)
            blockEnds_.emplace_back();
        blockEnds_.back() = std::max(blockEnds_.back(), notes[i].end());
    }
    for (const Tick end : blockEnds_)
        end_ = std::max(end_, end);
}

} // namespace continuo
