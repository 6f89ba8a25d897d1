// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/NotePainter.h"

namespace continuo::ui {

/// Paints the roll from values: grid, notes, ghost notes, selection, loop and playhead. Knows no widget.
class RollPainter {
public:
    /// Paints what lies in `exposed` (pixels of the roll); everything there is painted over.
    void paint(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
               const QRectF& exposed);

    NoteDetail detailOf(const RollGeometry& geometry, const RollPicture& picture) { return notes_.detailOf(geometry, picture); }

private:
    NotePainter notes_;
};

/// What the playhead at the tick covers, in pixels of the roll: the area to repaint when it moves.
QRectF playheadArea(const RollGeometry& geometry, Tick at);

} // namespace continuo::ui
