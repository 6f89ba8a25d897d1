// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NoteCommands.h"

#include "core/edit/TimingEdits.h"
#include "core/edit/VelocityEdits.h"

namespace continuo::ui {

void NoteCommands::commit(Edit edit, std::string mergeKey)
{
    edit.mergeKey = std::move(mergeKey);
    document_.commit(edit);
}

void NoteCommands::erase()
{
    commit(eraseNotes(state_.selection().notes()));
}

void NoteCommands::transpose(int semitones)
{
    commit(transposeNotes(state_.selection().notes(), semitones), "transpose");
    const std::vector<TrackNote> notes = notesOf(document_.song(), state_.selection().notes());
    if (!notes.empty())
        audition_(notes.front().note.pitch, notes.front().note.velocity);
}

void NoteCommands::nudge(int steps)
{
    commit(moveNotes(state_.selection().notes(), {state_.snapGrid().step() * steps, 0}), "nudge");
}

void NoteCommands::lengthen(int steps)
{
    const Tick step = state_.snapGrid().step();
    commit(resizeNotes(state_.selection().notes(), NoteEdge::End, step * steps, step), "lengthen");
}

void NoteCommands::changeVelocity(int by)
{
    commit(continuo::changeVelocity(state_.selection().notes(), by), "velocity");
}

void NoteCommands::quantize()
{
    commit(quantizeNotes(state_.selection().notes(), {.grid = state_.snapGrid()}));
}

void NoteCommands::legato()
{
    commit(legatoNotes(state_.selection().notes()));
}

void NoteCommands::selectAll()
{
    const TrackId active = state_.activeTrack();
    state_.setSelection(notesWithin(document_.song(), std::span(&active, 1), {Tick(0), document_.song().end() + Tick(1)}));
}

void NoteCommands::selectNone()
{
    state_.setSelection({});
}

void NoteCommands::invertSelection()
{
    const Selection before = state_.selection();
    selectAll();
    Selection inverted = state_.selection();
    for (const NoteRef& ref : before.notes())
        inverted.remove(ref);
    state_.setSelection(std::move(inverted));
}

void NoteCommands::copy()
{
    copied_ = notesOf(document_.song(), state_.selection().notes());
}

void NoteCommands::cut()
{
    copy();
    Edit edit = eraseNotes(state_.selection().notes());
    edit.name = "Cut";
    commit(std::move(edit));
}

void NoteCommands::paste(Tick at)
{
    std::vector<TrackNote> notes = copied_;
    if (notes.empty())
        return;
    Tick first = notes.front().note.start;
    for (const TrackNote& each : notes)
        first = std::min(first, each.note.start);
    for (TrackNote& each : notes) {
        each.note.start += at - first;
        if (document_.song().findTrack(each.track) == nullptr)
            each.track = state_.activeTrack();
    }
    addAndSelect(std::move(notes), "Paste");
}

void NoteCommands::duplicate()
{
    std::vector<TrackNote> notes = notesOf(document_.song(), state_.selection().notes());
    if (notes.empty())
        return;
    const Range<Tick> extent = extentOf(document_.song(), state_.selection().notes());
    const Tick step = state_.snapGrid().step();
    const Tick length = extent.end - extent.begin;
    const Tick by = step * ((length.value + step.value - 1) / step.value);
    for (TrackNote& each : notes)
        each.note.start += by;
    addAndSelect(std::move(notes), "Duplicate");
}

void NoteCommands::addAndSelect(std::vector<TrackNote> notes, std::string name)
{
    std::vector<NoteRef> added;
    for (TrackNote& each : notes) {
        each.note.id = document_.newNoteId();
        added.push_back({each.track, each.note.id});
    }
    Edit edit = addNotes(std::move(notes));
    edit.name = std::move(name);
    commit(std::move(edit));
    state_.setSelection(Selection(std::move(added)));
}

} // namespace continuo::ui
