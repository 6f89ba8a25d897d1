// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteLookup.h"

#include <algorithm>

namespace continuo::ui {

Tick NoteLookup::endOf(const Song& song)
{
    Tick last;
    for (const auto& track : song.tracks)
        for (const auto& clip : track->clips)
            if (!clip->notes.empty())
                last = std::max(last, clip->start + indexOf(clip).end());
    return last;
}

const NoteIndex& NoteLookup::indexOf(const std::shared_ptr<const Clip>& clip)
{
    const auto found = known_.find(clip);
    if (found != known_.end())
        return found->second;
    std::erase_if(known_, [](const auto& entry) { return entry.first.use_count() == 1; });
    return known_.emplace(clip, NoteIndex(clip->notes)).first->second;
}

} // namespace continuo::ui
