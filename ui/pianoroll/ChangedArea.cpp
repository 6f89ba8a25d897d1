// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/ChangedArea.h"

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kMaxNotes = 200;      ///< more changed notes than this: everything
constexpr double kReach = 3.0;      ///< pixels that the paint of a note reaches beyond it

/// Gathers the rectangles of changed notes until there are too many.
class Gathered {
public:
    explicit Gathered(const RollGeometry& geometry) : geometry_(geometry) {}

    bool isTooMuch() const { return notes_ > kMaxNotes; }
    void add(std::span<const Note> notes, const Clip& clip)
    {
        notes_ += static_cast<int>(std::min(notes.size(), std::size_t(kMaxNotes) + 1));
        if (isTooMuch())
            return;
        const QRectF view(QPointF(), geometry_.size());
        for (const Note& note : notes)
            region_ += geometry_.rect(inSongTime(note, clip)).adjusted(-kReach, -kReach, kReach, kReach)
                           .intersected(view).toAlignedRect();
    }
    const QRegion& region() const { return region_; }

private:
    const RollGeometry& geometry_;
    QRegion region_;
    int notes_ = 0;
};

bool looksTheSameBesideItsNotes(const Track& before, const Track& after)
{
    return before.id == after.id && before.colour == after.colour && before.channel == after.channel
        && before.muted == after.muted && before.solo == after.solo && before.clips.size() == after.clips.size();
}

} // namespace

std::optional<QRegion> changedArea(const Song& before, const Song& after, const RollGeometry& geometry)
{
    if (before.tracks.size() != after.tracks.size() || before.keys != after.keys || !(before.meters == after.meters)
        || (before.noteCount() == 0) != (after.noteCount() == 0))
        return std::nullopt;
    Gathered gathered(geometry);
    for (std::size_t i = 0; i < before.tracks.size(); ++i) {
        const Track &old = *before.tracks[i], &now = *after.tracks[i];
        if (&old == &now)
            continue;
        if (!looksTheSameBesideItsNotes(old, now))
            return std::nullopt;
        for (std::size_t j = 0; j < old.clips.size(); ++j) {
            if (old.clips[j] == now.clips[j])
                continue;
            if (old.clips[j]->start != now.clips[j]->start)
                return std::nullopt;
            const NoteListDifference changed = differenceBetween(old.clips[j]->notes, now.clips[j]->notes);
            gathered.add(changed.gone, *old.clips[j]);
            gathered.add(changed.come, *now.clips[j]);
            if (gathered.isTooMuch())
                return std::nullopt;
        }
    }
    return gathered.region();
}

} // namespace continuo::ui
