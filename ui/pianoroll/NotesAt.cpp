// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NotesAt.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr double kEdgePixels = 6.0;        ///< the outer part of a note that changes its length
constexpr double kLeastWidth = 2.0;        ///< pixels in which a note can be taken hold of

template <typename Visit>
void eachTouching(const QRectF& area, const Track& track, const RollGeometry& geometry, Visit visit)
{
    const Range<Tick> ticks{geometry.tick(area.left()) - Tick(1), geometry.tick(area.right()) + Tick(1)};
    eachSounding(track, ticks, [&](const Note& note, const Clip& clip) {
        const QRectF rect = geometry.rect(inSongTime(note, clip));
        if (rect.intersects(area))
            visit(NoteRef{track.id, note.id}, rect);
    });
}

} // namespace

std::optional<NoteHit> hitAt(QPointF position, const Track& track, const RollGeometry& geometry)
{
    const Tick at = geometry.tick(position.x());
    const Pitch pitch = geometry.pitch(position.y());
    const Tick slack = geometry.tick(position.x() + kEdgePixels) - at;
    std::optional<NoteHit> hit;
    eachSounding(track, {at - slack, at + Tick(1)}, [&](const Note& note, const Clip& clip) {
        const QRectF rect = geometry.rect(inSongTime(note, clip));
        if (note.pitch != pitch || position.x() < rect.left() || position.x() > std::max(rect.right(), rect.left() + kLeastWidth))
            return;
        const double edge = std::min(kEdgePixels, rect.width() / 4.0);
        hit = NoteHit{{track.id, note.id}, NoteHit::Part::Body};
        if (position.x() >= rect.right() - edge)
            hit->part = NoteHit::Part::End;
        else if (position.x() <= rect.left() + edge)
            hit->part = NoteHit::Part::Start;
    });
    return hit;
}

Selection notesIn(const QRectF& area, const Track& track, const RollGeometry& geometry)
{
    std::vector<NoteRef> found;
    eachTouching(area, track, geometry, [&found](NoteRef note, const QRectF&) { found.push_back(note); });
    return Selection(std::move(found));
}

Selection notesIn(const QPolygonF& shape, const Track& track, const RollGeometry& geometry)
{
    std::vector<NoteRef> found;
    eachTouching(shape.boundingRect(), track, geometry, [&](NoteRef note, const QRectF& rect) {
        if (shape.intersects(QPolygonF(rect)))
            found.push_back(note);
    });
    return Selection(std::move(found));
}

HiddenPitches hiddenPitches(const Track& track, const RollGeometry& geometry)
{
    HiddenPitches hidden;
    const Pitch low = geometry.lowestVisible(), high = geometry.highestVisible();
    eachSounding(track, geometry.visibleTicks(), [&](const Note& note, const Clip&) {
        hidden.above = hidden.above || high < note.pitch;
        hidden.below = hidden.below || note.pitch < low;
    });
    return hidden;
}

HiddenTimes hiddenTimes(const Track& track, const RollGeometry& geometry)
{
    HiddenTimes hidden;
    const Range<Tick> visible = geometry.visibleTicks();
    for (const auto& clip : track.clips) {
        if (clip->notes.empty())
            continue;
        hidden.before = hidden.before || clip->start + clip->notes.front().end() <= visible.begin;
        hidden.after = hidden.after || clip->start + clip->notes.back().start >= visible.end;
    }
    return hidden;
}

} // namespace continuo::ui
