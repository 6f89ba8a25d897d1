// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/NoteIndex.h"
#include "core/song/Song.h"

#include <memory>
#include <unordered_map>

namespace continuo::ui {

/// Finds the notes of a stretch of time in songs of any length. Keeps an index of each clip that it was asked about,
/// for as long as anyone else holds the clip.
class NoteLookup {
public:
    /// Calls visit(note, clip) for each note of the track that sounds within the range of song time; the note is in
    /// clip time.
    template <typename Visit>
    void eachSounding(const Track& track, Range<Tick> range, Visit visit)
    {
        for (const auto& clip : track.clips)
            indexOf(clip).eachSounding(clip->notes, {range.begin - clip->start, range.end - clip->start},
                                       [&](const Note& note) { visit(note, *clip); });
    }

    /// Where the last note of the song ends; 0 without notes.
    Tick endOf(const Song& song);

private:
    const NoteIndex& indexOf(const std::shared_ptr<const Clip>& clip);

    std::unordered_map<std::shared_ptr<const Clip>, NoteIndex> known_;
};

} // namespace continuo::ui
