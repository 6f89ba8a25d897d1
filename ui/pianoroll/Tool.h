// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/edit/NoteEdits.h"
#include "ui/EditorState.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <functional>
#include <optional>

namespace continuo::ui {

/// A note under the pointer, and which part of it.
struct NoteHit {
    enum class Part : std::uint8_t { Body, Start, End };

    NoteRef ref;
    Part part = Part::Body;
};

/// Where the pointer is, in musical terms.
struct RollPoint {
    QPointF position;                  ///< pixels of the roll
    Tick at;                           ///< not rounded to the grid
    Pitch pitch;
    Qt::KeyboardModifiers modifiers;
    std::optional<NoteHit> hit;        ///< the note there; the active track's before others
    std::optional<NoteEdge> handle = {};   ///< the handle of the box around the selected notes there
};

/// What tools work with. References live longer than the tools.
struct ToolContext {
    Document& document;
    EditorState& state;
    /// What is at a place of the roll now.
    std::function<RollPoint(QPointF, Qt::KeyboardModifiers)> pointAt;
    /// The notes inside a rectangle of the roll, of the active track.
    std::function<Selection(QRectF)> notesIn;
    /// The same for any closed shape.
    std::function<Selection(QPolygonF)> notesInShape;
    /// Lets a pitch be heard on the active track.
    std::function<void(Pitch, std::uint8_t velocity)> audition;
};

/// One way of working with the pointer. A gesture goes press, drag ..., release or cancel. The edit that press or drag
/// returns describes the gesture so far, from where it began, and is previewed; the one that release returns is
/// committed. Nothing returned means nothing to preview or commit.
class Tool {
public:
    virtual ~Tool() = default;
    virtual std::optional<Edit> press(const RollPoint& point) = 0;
    virtual std::optional<Edit> drag(const RollPoint& point) = 0;
    virtual std::optional<Edit> release(const RollPoint& point) = 0;
    virtual std::optional<Edit> doubleClick(const RollPoint&) { return std::nullopt; }
    virtual void cancel() = 0;
    /// The pointer's shape over that place, between gestures.
    virtual Qt::CursorShape cursor(const RollPoint& hover) const = 0;
    /// The rubber band of the gesture under way, in pixels of the roll.
    virtual std::optional<QRectF> rubberBand() const { return std::nullopt; }
    /// The shape drawn so far around notes; empty for none.
    virtual QPolygonF lasso() const { return {}; }
};

/// How far a note that began at `from` goes when the pointer went `by`: whole grid steps, so that it keeps what it was
/// off the grid by, or onto a line where the options say so. Unchanged when the grid is off or Alt is held.
Tick snappedDistance(const ToolContext& context, Tick from, Tick by, Qt::KeyboardModifiers modifiers);
/// The nearest grid line. Unchanged when the grid is off or Alt is held.
Tick snappedTick(const ToolContext& context, Tick at, Qt::KeyboardModifiers modifiers);
/// The shortest note that dragging an edge makes.
Tick shortestNote(const ToolContext& context, Qt::KeyboardModifiers modifiers);

} // namespace continuo::ui
