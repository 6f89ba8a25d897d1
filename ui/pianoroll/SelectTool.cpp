// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/SelectTool.h"

namespace continuo::ui {

std::optional<Note> findNote(const Song& song, NoteRef ref)
{
    const std::vector<TrackNote> found = notesOf(song, std::span(&ref, 1));
    return found.empty() ? std::nullopt : std::optional(found.front().note);
}

std::optional<Edit> SelectTool::press(const RollPoint& point)
{
    before_ = context_.state.selection();
    toggledByClick_.reset();
    if (point.handle) {
        drag_.emplace(context_, point, *point.handle);
    } else if (point.hit) {
        pressNote(point);
    } else if (point.modifiers.testFlags(Qt::ShiftModifier | Qt::ControlModifier)) {
        updateLasso(point);
    } else {
        bandBegin_ = point.position;
        updateBand(point);
    }
    return std::nullopt;
}

void SelectTool::pressNote(const RollPoint& point)
{
    const NoteRef ref = point.hit->ref;
    const std::optional<Note> note = findNote(context_.document.committedSong(), ref);
    if (!note)
        return;
    Selection selection = before_;
    if (point.modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        if (selection.contains(ref))
            toggledByClick_ = ref;
        selection.add(ref);
    } else if (!selection.contains(ref)) {
        selection = Selection({ref});
    }
    context_.state.setActiveTrack(ref.track);
    context_.state.setSelection(std::move(selection));
    context_.state.rememberNote(*note);
    context_.audition(note->pitch, note->velocity);
    drag_.emplace(context_, point, *note);
}

std::optional<Edit> SelectTool::drag(const RollPoint& point)
{
    if (drag_)
        return drag_->to(point);
    if (!lasso_.isEmpty())
        updateLasso(point);
    else if (band_)
        updateBand(point);
    return std::nullopt;
}

std::optional<Edit> SelectTool::release(const RollPoint& point)
{
    std::optional<Edit> edit;
    if (drag_) {
        edit = drag_->to(point);
        Selection selection = drag_->result();
        if (!drag_->hasMoved() && toggledByClick_)
            selection.remove(*toggledByClick_);
        drag_.reset();
        context_.state.setSelection(std::move(selection));
    }
    band_.reset();
    lasso_.clear();
    return edit;
}

std::optional<Edit> SelectTool::doubleClick(const RollPoint& point)
{
    if (!context_.state.options().doubleClickEdits || point.handle)
        return std::nullopt;
    if (point.hit)
        return eraseNotes({point.hit->ref});
    Note note;
    note.id = context_.document.newNoteId();
    const bool free = point.modifiers.testFlag(Qt::AltModifier);
    note.start = free ? point.at : context_.state.snapGrid().snapDown(point.at, context_.document.song().meters);
    note.length = context_.state.lastLength();
    note.pitch = point.pitch;
    note.velocity = context_.state.lastVelocity();
    context_.audition(note.pitch, note.velocity);
    return addNotes(context_.state.activeTrack(), {note});
}

void SelectTool::cancel()
{
    if (drag_ || band_ || !lasso_.isEmpty())
        context_.state.setSelection(before_);
    drag_.reset();
    band_.reset();
    lasso_.clear();
}

void SelectTool::updateLasso(const RollPoint& point)
{
    lasso_ << point.position;
    Selection selection = before_;
    const Selection inside = context_.notesInShape(lasso_);
    for (const NoteRef& ref : inside.notes())
        selection.add(ref);
    context_.state.setSelection(std::move(selection));
}

void SelectTool::updateBand(const RollPoint& point)
{
    band_ = QRectF(bandBegin_, point.position).normalized();
    Selection inBand = context_.notesIn(*band_);
    Selection selection;
    if (point.modifiers.testFlag(Qt::AltModifier)) {
        selection = before_;
        for (const NoteRef& ref : inBand.notes())
            selection.remove(ref);
    } else if (point.modifiers.testFlag(Qt::ShiftModifier)) {
        selection = before_;
        for (const NoteRef& ref : inBand.notes())
            selection.add(ref);
    } else if (point.modifiers.testFlag(Qt::ControlModifier)) {
        selection = before_;
        for (const NoteRef& ref : inBand.notes())
            selection.toggle(ref);
    } else {
        selection = std::move(inBand);
    }
    context_.state.setSelection(std::move(selection));
}

Qt::CursorShape SelectTool::cursor(const RollPoint& hover) const
{
    if (hover.handle)
        return Qt::SizeHorCursor;
    if (!hover.hit)
        return Qt::ArrowCursor;
    if (hover.hit->part != NoteHit::Part::Body)
        return Qt::SizeHorCursor;
    return hover.modifiers & (Qt::ControlModifier | Qt::ShiftModifier) ? Qt::DragCopyCursor : Qt::OpenHandCursor;
}

} // namespace continuo::ui
