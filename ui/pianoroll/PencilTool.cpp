// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PencilTool.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr double kLengthDragPixels = 5.0; ///< less leaves the length used last

} // namespace

bool PencilTool::isOnOwnNote(const RollPoint& point) const
{
    return point.hit && point.hit->ref.track == context_.state.activeTrack();
}

std::optional<Edit> PencilTool::press(const RollPoint& point)
{
    drawn_.reset();
    if (isOnOwnNote(point) || point.modifiers.testFlag(Qt::ControlModifier))
        return select_.press(point);
    begin_ = point.position;
    Note note;
    note.id = context_.document.newNoteId();
    const bool free = point.modifiers.testFlag(Qt::AltModifier);
    note.start = free ? std::max(point.at, Tick(0))
                      : context_.state.snapGrid().snapDown(point.at, context_.document.song().meters);
    note.length = context_.state.lastLength();
    note.pitch = point.pitch;
    note.velocity = context_.state.lastVelocity();
    drawn_ = note;
    context_.audition(note.pitch, note.velocity);
    context_.state.setSelection({});
    return addNotes(context_.state.activeTrack(), {note});
}

std::optional<Edit> PencilTool::drag(const RollPoint& point)
{
    if (!drawn_)
        return select_.drag(point);
    if (point.position.x() - begin_.x() >= kLengthDragPixels) {
        const Tick end = snappedTick(context_, point.at, point.modifiers);
        drawn_->length = std::max(end - drawn_->start, shortestNote(context_, point.modifiers));
    }
    return addNotes(context_.state.activeTrack(), {*drawn_});
}

std::optional<Edit> PencilTool::release(const RollPoint& point)
{
    if (!drawn_)
        return select_.release(point);
    Edit edit = *drag(point);
    context_.state.rememberNote(*drawn_);
    drawn_.reset();
    return edit;
}

void PencilTool::cancel()
{
    drawn_.reset();
    select_.cancel();
}

Qt::CursorShape PencilTool::cursor(const RollPoint& hover) const
{
    return isOnOwnNote(hover) ? select_.cursor(hover) : Qt::CrossCursor;
}

} // namespace continuo::ui
