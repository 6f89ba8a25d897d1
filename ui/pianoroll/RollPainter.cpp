// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RollPainter.h"

#include "ui/pianoroll/GridPainter.h"
#include "ui/pianoroll/PixelFill.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

/// A band of time from top to bottom.
void fillTime(PixelFill& fill, double left, double right, const QColor& colour)
{
    const QRect& area = fill.area();
    const double from = std::clamp(wholePixel(left), area.left() * 1.0, area.right() + 1.0);
    const double until = std::clamp(wholePixel(right), area.left() * 1.0, area.right() + 1.0);
    fill.fill(QRect(static_cast<int>(from), area.top(), static_cast<int>(until - from), area.height()), colour);
}

void paintLoop(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, Range<Tick> loop)
{
    QColor faint = theme.loop;
    faint.setAlphaF(theme.loop.alphaF() * 0.35f);
    const double left = geometry.x(loop.begin), right = geometry.x(loop.end);
    fillTime(fill, left, right, faint);
    for (const double x : {left, right})
        fillTime(fill, x, x + 1.0, theme.accent);
}

/// What lies behind the last bar is there to be written, and a little darker.
void paintOutside(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, Tick end)
{
    if (end > Tick(0))
        fillTime(fill, geometry.x(end), geometry.size().width(), theme.outsideSong);
}

/// The frame around the selected notes and the handles that stretch them.
void paintBox(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const SelectionBox& box)
{
    QColor frame = theme.accent;
    frame.setAlphaF(0.6F);
    const QRectF area = areaOf(box, geometry).intersected(QRectF(QPointF(), geometry.size()).adjusted(-9.0, -9.0, 9.0, 9.0));
    painter.setPen(QPen(frame, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(wholePixel(area.left()) - 0.5, wholePixel(area.top()) - 0.5, std::floor(area.width()) + 1.0,
                            std::floor(area.height()) + 1.0));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.raised, 1.0));
    painter.setBrush(theme.accent);
    for (const NoteEdge edge : {NoteEdge::Start, NoteEdge::End})
        painter.drawRoundedRect(handleArea(box, edge, geometry).adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintHint(QPainter& painter, const Theme& theme, const QSizeF& size)
{
    painter.setPen(theme.mutedText);
    QFont font = painter.font();
    font.setPixelSize(15);
    painter.setFont(font);
    painter.drawText(QRectF(QPointF(), size), Qt::AlignCenter,
                     QStringLiteral("Draw a phrase with the pencil (2) or open a MIDI file, then press C to continue it."));
}

} // namespace

QRectF playheadArea(const RollGeometry& geometry, Tick at)
{
    return {wholePixel(geometry.x(at)) - 1.0, 0.0, 3.0, geometry.size().height()};
}

void RollPainter::paint(QPainter& painter, const RollGeometry& geometry, const Theme& theme,
                        const RollPicture& picture, const QRectF& exposed)
{
    const Song& song = *picture.song;
    const NoteDetail detail = notes_.detailOf(geometry, picture);
    {
        const QRect area = exposed.toAlignedRect();
        PixelFill fill(painter, area, rowEdges(geometry, area));
        paintRows(fill, geometry, theme, song);
        paintOutside(fill, geometry, theme, picture.end);
        if (picture.loop)
            paintLoop(fill, geometry, theme, *picture.loop);
        paintTimeLines(fill, geometry, theme, song.meters, picture.gridStep);
        if (detail == NoteDetail::Merged)
            notes_.paintMerged(fill, geometry, theme, picture);
    }
    if (song.noteCount() == 0 && (picture.ghosts == nullptr || picture.ghosts->notes.empty()))
        paintHint(painter, theme, geometry.size());
    if (detail == NoteDetail::Rounded)
        notes_.paintRounded(painter, geometry, theme, picture, exposed);
    notes_.paintGhosts(painter, geometry, theme, picture, exposed);
    if (picture.box)
        paintBox(painter, geometry, theme, *picture.box);
    if (picture.rubberBand) {
        painter.setPen(theme.accent);
        painter.setBrush(theme.rubberBand);
        painter.drawRect(*picture.rubberBand);
    }
    if (!picture.lasso.isEmpty()) {
        painter.setPen(theme.accent);
        painter.setBrush(theme.rubberBand);
        painter.drawPolygon(picture.lasso);
    }
    if (picture.playhead)
        painter.fillRect(QRectF(wholePixel(geometry.x(*picture.playhead)), exposed.top(), 2.0, exposed.height()),
                         theme.playhead);
}

} // namespace continuo::ui
