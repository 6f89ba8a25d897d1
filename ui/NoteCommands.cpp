// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NoteCommands.h"

#include "core/edit/Overlaps.h"
#include "core/edit/PieceEdits.h"
#include "core/edit/PitchEdits.h"
#include "core/edit/TimingEdits.h"
#include "core/edit/VelocityEdits.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr Tick kFineStep = kTicksPerQuarter / 96;

} // namespace

void NoteCommands::commit(Edit edit, std::string mergeKey)
{
    edit.mergeKey = std::move(mergeKey);
    document_.commit(settlingOverlaps(std::move(edit)));
}

void NoteCommands::erase()
{
    commit(eraseNotes(selected()));
}

void NoteCommands::transpose(int semitones)
{
    commit(transposeNotes(selected(), semitones), "transpose");
    auditionSelection();
}

void NoteCommands::transposeInScale(int steps)
{
    commit(continuo::transposeInScale(selected(), steps), "transpose in scale");
    auditionSelection();
}

void NoteCommands::auditionSelection()
{
    const std::vector<TrackNote> notes = notesOf(document_.song(), selected());
    if (!notes.empty())
        audition_(notes.front().note.pitch, notes.front().note.velocity);
}

void NoteCommands::nudge(int steps)
{
    commit(moveNotes(selected(), {state_.snapGrid().step() * steps, 0}), "nudge");
}

void NoteCommands::nudgeFinely(int steps)
{
    commit(moveNotes(selected(), {kFineStep * steps, 0}), "nudge");
}

void NoteCommands::lengthen(int steps)
{
    const Tick step = state_.snapGrid().step();
    commit(resizeNotes(selected(), NoteEdge::End, step * steps, step), "lengthen");
}

void NoteCommands::setLength(Tick length)
{
    state_.setLastLength(length);
    commit(continuo::setLength(selected(), length));
}

void NoteCommands::toggleDots()
{
    state_.setLastLength(withDotToggled(state_.lastLength()));
    commit(continuo::toggleDots(selected()));
}

void NoteCommands::changeVelocity(int by)
{
    commit(continuo::changeVelocity(selected(), by), "velocity");
}

void NoteCommands::quantize()
{
    commit(quantizeNotes(selected(), {.grid = state_.snapGrid()}));
}

void NoteCommands::legato()
{
    commit(legatoNotes(selected()));
}

void NoteCommands::glue()
{
    commit(glueNotes(selected()));
}

void NoteCommands::reverse()
{
    commit(reverseNotes(selected()));
}

void NoteCommands::invert()
{
    commit(invertPitches(selected()));
}

void NoteCommands::mirrorPitches()
{
    commit(continuo::mirrorPitches(selected()));
}

void NoteCommands::split(Tick at)
{
    std::vector<NoteId> laterPieces(selected().size());
    std::ranges::generate(laterPieces, [this] { return document_.newNoteId(); });
    const std::vector<NoteRef> whole = selected();
    commit(splitNotes(whole, at, laterPieces));
    Selection pieces = state_.selection();
    for (std::size_t i = 0; i < whole.size(); ++i)
        pieces.add({whole[i].track, laterPieces[i]});
    pieces.keepExisting(document_.song());
    state_.setSelection(std::move(pieces));
}

void NoteCommands::toggleMuted()
{
    const std::vector<TrackNote> notes = notesOf(document_.song(), selected());
    const bool allMuted = std::ranges::all_of(notes, [](const TrackNote& each) { return each.note.muted; });
    commit(allMuted ? unmuteNotes(selected()) : muteNotes(selected()));
}

void NoteCommands::selectAll()
{
    const TrackId active = state_.activeTrack();
    state_.setSelection(notesWhere(document_.song(), std::span(&active, 1), [](const Note&) { return true; }));
}

void NoteCommands::selectNone()
{
    state_.setSelection({});
}

void NoteCommands::invertSelection()
{
    const TrackId active = state_.activeTrack();
    state_.setSelection(notesNotIn(document_.song(), std::span(&active, 1), state_.selection()));
}

void NoteCommands::selectSamePitch()
{
    const TrackId active = state_.activeTrack();
    state_.setSelection(notesOfSamePitch(document_.song(), std::span(&active, 1), state_.selection()));
}

void NoteCommands::selectOutsideKey()
{
    const TrackId active = state_.activeTrack();
    state_.setSelection(notesOutsideKey(document_.song(), std::span(&active, 1)));
}

void NoteCommands::copy()
{
    copied_ = notesOf(document_.song(), selected());
}

void NoteCommands::cut()
{
    copy();
    Edit edit = eraseNotes(selected());
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
    std::vector<TrackNote> notes = notesOf(document_.song(), selected());
    if (notes.empty())
        return;
    const Range<Tick> extent = extentOf(document_.song(), selected());
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
