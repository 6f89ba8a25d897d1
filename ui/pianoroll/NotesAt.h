// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/RollGeometry.h"
#include "ui/pianoroll/Tool.h"

#include <optional>

namespace continuo::ui {

// Which notes of a track lie where, in pixels of the roll.

/// The note at the place, and which part of it; the outer pixels of a note change its length.
std::optional<NoteHit> hitAt(QPointF position, const Track& track, const RollGeometry& geometry);
/// Those that the rectangle touches.
Selection notesIn(const QRectF& area, const Track& track, const RollGeometry& geometry);
/// Those that a closed shape touches.
Selection notesIn(const QPolygonF& shape, const Track& track, const RollGeometry& geometry);

/// Whether notes of the track that sound in the visible time lie above and below the visible pitches.
struct HiddenPitches {
    bool above = false, below = false;
};
HiddenPitches hiddenPitches(const Track& track, const RollGeometry& geometry);

/// Whether notes of the track lie before and after the visible time.
struct HiddenTimes {
    bool before = false, after = false;
};
HiddenTimes hiddenTimes(const Track& track, const RollGeometry& geometry);

} // namespace continuo::ui
