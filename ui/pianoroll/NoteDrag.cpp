// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteDrag.h"

#include "core/edit/TimingEdits.h"

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kDragPixels = 3.0; ///< less is a click

} // namespace

NoteDrag::NoteDrag(ToolContext& context, const RollPoint& begin, const Note& grabbed)
    : context_(context), begin_(begin), grabbed_(grabbed), notes_(context.state.selection().notes()),
      extent_(extentOf(context.document.committedSong(), notes_))
{
    const bool shift = begin.modifiers.testFlag(Qt::ShiftModifier), control = begin.modifiers.testFlag(Qt::ControlModifier);
    switch (begin.hit->part) {
    case NoteHit::Part::Start: kind_ = shift ? Kind::StretchStart : Kind::ResizeStart; break;
    case NoteHit::Part::End: kind_ = shift ? Kind::StretchEnd : Kind::ResizeEnd; break;
    case NoteHit::Part::Body: kind_ = shift || control ? Kind::Copy : Kind::Move; break;
    }
}

NoteDrag::NoteDrag(ToolContext& context, const RollPoint& begin, NoteEdge handle)
    : context_(context), begin_(begin), kind_(handle == NoteEdge::Start ? Kind::StretchStart : Kind::StretchEnd),
      notes_(context.state.selection().notes()), extent_(extentOf(context.document.committedSong(), notes_))
{
}

std::optional<Edit> NoteDrag::to(const RollPoint& point)
{
    const QPointF way = point.position - begin_.position;
    moved_ = moved_ || std::hypot(way.x(), way.y()) >= kDragPixels;
    if (!moved_)
        return std::nullopt;
    switch (kind_) {
    case Kind::Move:
    case Kind::Copy: return moveTo(point);
    case Kind::ResizeStart:
    case Kind::ResizeEnd: return resizeTo(point);
    case Kind::StretchStart:
    case Kind::StretchEnd: return stretchTo(point);
    }
    return std::nullopt;
}

Edit NoteDrag::moveTo(const RollPoint& point)
{
    NoteMove move{snappedDistance(context_, grabbed_.start, point.at - begin_.at, point.modifiers),
                  point.pitch.number - begin_.pitch.number};
    if (point.modifiers.testFlag(Qt::ShiftModifier) && !begin_.modifiers.testFlag(Qt::ShiftModifier)) {
        const QPointF way = point.position - begin_.position;
        if (std::abs(way.x()) > std::abs(way.y()))
            move.semitones = 0;
        else
            move.ticks = Tick(0);
    }
    move = possibleMove(context_.document.committedSong(), notes_, move);
    auditionAt(move.semitones);
    return kind_ == Kind::Copy ? copyTo(move) : moveNotes(notes_, move);
}

Edit NoteDrag::copyTo(NoteMove move)
{
    if (copies_.empty()) {
        copies_ = notesOf(context_.document.committedSong(), notes_);
        for (TrackNote& copy : copies_)
            copy.note.id = context_.document.newNoteId();
    }
    std::vector<TrackNote> placed = copies_;
    for (TrackNote& copy : placed) {
        copy.note.start += move.ticks;
        copy.note.pitch = Pitch(copy.note.pitch.number + move.semitones);
    }
    Edit edit = addNotes(std::move(placed));
    edit.name = copies_.size() == 1 ? "Copy note" : "Copy " + std::to_string(copies_.size()) + " notes";
    return edit;
}

Edit NoteDrag::stretchTo(const RollPoint& point)
{
    const bool atStart = kind_ == Kind::StretchStart;
    const Tick edge = atStart ? extent_.begin : extent_.end;
    const Tick there = snappedTick(context_, edge + point.at - begin_.at, point.modifiers);
    Range<Tick> to = extent_;
    if (atStart)
        to.begin = std::clamp(there, Tick(0), extent_.end - Tick(1));
    else
        to.end = std::max(there, extent_.begin + Tick(1));
    return stretchNotes(notes_, extent_, to);
}

Edit NoteDrag::resizeTo(const RollPoint& point)
{
    const bool atStart = kind_ == Kind::ResizeStart;
    const Tick edge = atStart ? grabbed_.start : grabbed_.end();
    const Tick by = snappedTick(context_, edge + point.at - begin_.at, point.modifiers) - edge;
    return resizeNotes(notes_, atStart ? NoteEdge::Start : NoteEdge::End, by,
                       shortestNote(context_, point.modifiers));
}

void NoteDrag::auditionAt(int semitones)
{
    if (semitones == auditioned_)
        return;
    auditioned_ = semitones;
    context_.audition(Pitch(grabbed_.pitch.number + semitones), grabbed_.velocity);
}

Selection NoteDrag::result() const
{
    if (copies_.empty())
        return context_.state.selection();
    std::vector<NoteRef> refs;
    for (const TrackNote& copy : copies_)
        refs.push_back({copy.track, copy.note.id});
    return Selection(std::move(refs));
}

} // namespace continuo::ui
