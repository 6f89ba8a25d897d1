// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/SelectionBox.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr double kHandleWidth = 7.0, kHandleHeight = 26.0;  ///< pixels
constexpr double kGap = 3.0;                                 ///< pixels between the notes and the handle
constexpr double kGrip = 3.0;                                ///< pixels around a handle that still take hold of it

} // namespace

std::optional<SelectionBox> boxAround(const Song& song, const Selection& selection)
{
    if (selection.count() < 2)
        return std::nullopt;
    std::optional<SelectionBox> box;
    for (const TrackNote& each : notesOf(song, selection.notes())) {
        const Note& note = each.note;
        if (!box)
            box = SelectionBox{{note.start, note.end()}, note.pitch, note.pitch};
        box->ticks = {std::min(box->ticks.begin, note.start), std::max(box->ticks.end, note.end())};
        box->lowest = std::min(box->lowest, note.pitch);
        box->highest = std::max(box->highest, note.pitch);
    }
    return box;
}

QRectF areaOf(const SelectionBox& box, const RollGeometry& geometry)
{
    const double top = geometry.y(box.highest), bottom = geometry.y(box.lowest) + geometry.rowHeight(box.lowest);
    return {geometry.x(box.ticks.begin), top, geometry.width(box.ticks.end - box.ticks.begin), bottom - top};
}

QRectF handleArea(const SelectionBox& box, NoteEdge edge, const RollGeometry& geometry)
{
    const QRectF area = areaOf(box, geometry);
    const double top = std::clamp(area.top(), 0.0, geometry.size().height());
    const double bottom = std::clamp(area.bottom(), 0.0, geometry.size().height());
    const double x = edge == NoteEdge::Start ? area.left() - kGap - kHandleWidth : area.right() + kGap;
    return {wholePixel(x), wholePixel((top + bottom - kHandleHeight) / 2.0), kHandleWidth, kHandleHeight};
}

std::optional<NoteEdge> handleAt(const SelectionBox& box, QPointF place, const RollGeometry& geometry)
{
    for (const NoteEdge edge : {NoteEdge::End, NoteEdge::Start})
        if (handleArea(box, edge, geometry).adjusted(-kGrip, -kGrip, kGrip, kGrip).contains(place))
            return edge;
    return std::nullopt;
}

QRegion paintedArea(const SelectionBox& box, const RollGeometry& geometry)
{
    const QRect view = QRectF(QPointF(), geometry.size()).toAlignedRect();
    const QRect frame = areaOf(box, geometry).intersected(QRectF(view).adjusted(-9, -9, 9, 9)).toAlignedRect().adjusted(-2, -2, 2, 2);
    QRegion region = QRegion(frame) - QRegion(frame.adjusted(5, 5, -5, -5));
    for (const NoteEdge edge : {NoteEdge::Start, NoteEdge::End})
        region += handleArea(box, edge, geometry).toAlignedRect().adjusted(-1, -1, 1, 1);
    return region & view;
}

} // namespace continuo::ui
