// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/NoteEdits.h"
#include "core/edit/Selection.h"
#include "ui/pianoroll/RollGeometry.h"

#include <QRegion>

#include <optional>

namespace continuo::ui {

/// What the selected notes fill together: the box around them, with a handle at either end that stretches them in time.
struct SelectionBox {
    Range<Tick> ticks;
    Pitch lowest, highest;
    bool operator==(const SelectionBox&) const = default;
};

/// None for less than two notes: one has edges of its own.
std::optional<SelectionBox> boxAround(const Song& song, const Selection& selection);

/// In pixels of the roll.
QRectF areaOf(const SelectionBox& box, const RollGeometry& geometry);
/// The handle stands just outside of the box, in the middle of what is seen of its side.
QRectF handleArea(const SelectionBox& box, NoteEdge edge, const RollGeometry& geometry);
/// The handle at that place.
std::optional<NoteEdge> handleAt(const SelectionBox& box, QPointF place, const RollGeometry& geometry);
/// What box and handles cover: the part to paint anew when they change.
QRegion paintedArea(const SelectionBox& box, const RollGeometry& geometry);

} // namespace continuo::ui
