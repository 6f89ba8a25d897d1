// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"
#include "ui/pianoroll/RollGeometry.h"

#include <QImage>

namespace continuo::ui {

// The least code that paints the notes of a view with QPainter, each over the same rows and beat lines: what the roll
// is held against. They look at every note of the song that begins in the view and know no selection, names or tracks.

/// Every note a rounded, antialiased rectangle with an outline.
void paintRounded(QImage& image, const RollGeometry& geometry, const Song& song);
/// Every note one filled rectangle.
void paintPlain(QImage& image, const RollGeometry& geometry, const Song& song);
/// Notes of a pitch that touch become one filled rectangle.
void paintMerged(QImage& image, const RollGeometry& geometry, const Song& song);

} // namespace continuo::ui
