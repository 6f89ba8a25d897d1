// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/CaretMode.h"

#include "core/edit/NoteEdits.h"
#include "core/edit/NoteWalk.h"
#include "ui/EditSentence.h"
#include "ui/NoteSentence.h"
#include "ui/PitchText.h"

#include <QKeyEvent>

#include <algorithm>

namespace continuo::ui {

CaretMode::CaretMode(DocumentBridge& bridge, EditorState& state, PianoRoll& roll, std::function<void(Pitch, int)> audition)
    : bridge_(bridge), state_(state), roll_(roll), audition_(std::move(audition))
{
    roll_.installEventFilter(this);
    connect(&bridge_, &DocumentBridge::loaded, this, &CaretMode::stop);
}

void CaretMode::start(Tick at)
{
    const Song& song = bridge_.document().song();
    const std::vector<TrackNote> selected = notesOf(song, state_.selection().notes());
    if (selected.empty()) {
        moveTo({state_.snapGrid().snapDown(at, song.meters), lastPitch_});
    } else {
        state_.setActiveTrack(selected.front().track);
        moveTo({selected.front().note.start, selected.front().note.pitch});
    }
}

void CaretMode::stop()
{
    if (!caret_)
        return;
    caret_.reset();
    anchor_.reset();
    Q_EMIT said(tr("Caret off"));
    Q_EMIT changed();
}

bool CaretMode::eventFilter(QObject*, QEvent* event)
{
    if (!caret_ || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (!moved(key) && !isPlacing(key))
        return false;
    event->accept();
    if (event->type() == QEvent::KeyPress)
        press(key);
    return true;
}

bool CaretMode::isPlacing(const QKeyEvent& key) const
{
    const bool isReturn = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return isReturn && (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && !roll_.hasGhosts();
}

std::optional<CaretMode::Caret> CaretMode::moved(const QKeyEvent& key) const
{
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    const bool isPlain = modifiers == Qt::NoModifier, isControl = modifiers == Qt::ControlModifier, isAlt = modifiers == Qt::AltModifier;
    const int later = key.key() == Qt::Key_Right ? 1 : key.key() == Qt::Key_Left ? -1 : 0;
    const int higher = key.key() == Qt::Key_Up ? 1 : key.key() == Qt::Key_Down ? -1 : 0;
    if (later != 0 && isPlain)
        return Caret{stepped(later), caret_->pitch};
    if (later != 0 && isControl)
        return jumped(later);
    if (higher != 0 && isPlain)
        return Caret{caret_->at, roll_.geometry().rows().stepped(caret_->pitch, higher)};
    if (higher != 0 && isAlt)
        return Caret{caret_->at, climbed(higher)};
    return std::nullopt;
}

Tick CaretMode::stepped(int direction) const
{
    const Song& song = bridge_.document().song();
    const SnapGrid& grid = state_.grid();
    if (direction > 0) {
        const Tick line = grid.next(caret_->at, song.meters);
        return std::min(line, startAfter(song, state_.activeTrack(), caret_->at).value_or(line));
    }
    const Tick line = grid.snapDown(std::max(caret_->at - Tick(1), Tick(0)), song.meters);
    return std::max(line, startBefore(song, state_.activeTrack(), caret_->at).value_or(line));
}

CaretMode::Caret CaretMode::jumped(int direction) const
{
    const Song& song = bridge_.document().song();
    const TrackId track = state_.activeTrack();
    const std::optional<Tick> start = direction > 0 ? startAfter(song, track, caret_->at) : startBefore(song, track, caret_->at);
    if (!start) {
        Tick end = caret_->at;
        if (direction > 0)
            for (const TrackNote& each : notesSoundingAt(song, track, caret_->at))
                end = std::max(end, each.note.end());
        return {end, caret_->pitch};
    }
    Caret nearest{*start, caret_->pitch};
    int distance = 128;
    for (const TrackNote& each : notesSoundingAt(song, track, *start))
        if (const int away = std::abs(each.note.pitch.number - caret_->pitch.number); each.note.start == *start && away < distance) {
            distance = away;
            nearest.pitch = each.note.pitch;
        }
    return nearest;
}

Pitch CaretMode::climbed(int direction) const
{
    Pitch reached = caret_->pitch;
    for (const TrackNote& each : notesSoundingAt(bridge_.document().song(), state_.activeTrack(), caret_->at)) {
        const Pitch pitch = each.note.pitch;
        if (direction > 0 && pitch > caret_->pitch)
            return pitch;
        if (direction < 0 && pitch < caret_->pitch)
            reached = pitch;
    }
    return reached;
}

void CaretMode::press(const QKeyEvent& key)
{
    if (isPlacing(key))
        placeOrRemove();
    else if (key.modifiers().testFlag(Qt::ShiftModifier))
        extendTo(*moved(key));
    else
        moveTo(*moved(key));
}

void CaretMode::placeOrRemove()
{
    Document& document = bridge_.document();
    const auto there = noteAt(document.song(), state_.activeTrack(), caret_->at, caret_->pitch);
    if (there) {
        document.commit(eraseNotes({{there->track, there->note.id}}));
        Q_EMIT said(tr("%1 removed").arg(pitchText(caret_->pitch, document.song(), caret_->at)));
        Q_EMIT changed();
        return;
    }
    Note note;
    note.id = document.newNoteId();
    note.start = caret_->at;
    note.length = state_.lastLength();
    note.pitch = caret_->pitch;
    note.velocity = state_.lastVelocity();
    const Settled settled = commitSettled(document, addNotes(state_.activeTrack(), {note}));
    moveTo(*caret_);
    if (const QString sentence = settledSentence(settled); !sentence.isEmpty())
        Q_EMIT said(sentence);
}

void CaretMode::moveTo(Caret caret)
{
    caret_ = caret;
    anchor_.reset();
    lastPitch_ = caret.pitch;
    const auto there = noteAt(bridge_.document().song(), state_.activeTrack(), caret.at, caret.pitch);
    state_.setSelection(there ? Selection({{there->track, there->note.id}}) : Selection());
    if (there) {
        state_.rememberNote(there->note);
        audition_(there->note.pitch, there->note.velocity);
    }
    roll_.reveal(caret.at);
    Q_EMIT changed();
    sayPlace();
}

void CaretMode::extendTo(Caret caret)
{
    if (!anchor_)
        anchor_ = caret_;
    caret_ = caret;
    lastPitch_ = caret.pitch;
    const TrackId track = state_.activeTrack();
    const Range<Tick> between{std::min(anchor_->at, caret.at), std::max(anchor_->at, caret.at) + Tick(1)};
    const bool wholeChords = anchor_->pitch == caret.pitch;
    const Pitch lowest = wholeChords ? Pitch(0) : std::min(anchor_->pitch, caret.pitch);
    const Pitch highest = wholeChords ? Pitch(127) : std::max(anchor_->pitch, caret.pitch);
    state_.setSelection(notesWithin(bridge_.document().song(), std::span(&track, 1), between, lowest, highest));
    roll_.reveal(caret.at);
    Q_EMIT changed();
    Q_EMIT said(tr("%n notes selected", nullptr, static_cast<int>(state_.selection().count())));
}

void CaretMode::sayPlace()
{
    const Song& song = bridge_.document().song();
    const auto there = noteAt(song, state_.activeTrack(), caret_->at, caret_->pitch);
    Q_EMIT said(there ? noteSentence(song, there->note)
                      : tr("%1, %2, empty").arg(pitchText(caret_->pitch, song, caret_->at), placeSentence(song, caret_->at)));
}

} // namespace continuo::ui
