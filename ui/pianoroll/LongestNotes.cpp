// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/LongestNotes.h"

#include <algorithm>

namespace continuo::ui {

Tick LongestNotes::in(const std::shared_ptr<const Clip>& clip)
{
    const auto found = known_.find(clip);
    if (found != known_.end())
        return found->second;
    std::erase_if(known_, [](const auto& entry) { return entry.first.use_count() == 1; });
    Tick longest(0);
    for (const Note& note : clip->notes)
        longest = std::max(longest, note.length);
    known_.emplace(clip, longest);
    return longest;
}

} // namespace continuo::ui
