// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NoteCommands.h"

#include "core/edit/PieceEdits.h"
#include "core/edit/PitchEdits.h"
#include "core/edit/TimingEdits.h"
#include "core/edit/VelocityEdits.h"
#include "ui/PitchText.h"

#include <QObject>

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr Tick kFineStep = kTicksPerQuarter / 96;

/// How many of the notes their tracks have already, with the same pitch, start and length.
std::size_t countThere(const Song& song, const std::vector<TrackNote>& notes)
{
    const auto isThere = [&song](const TrackNote& wanted) {
        const Track* track = song.findTrack(wanted.track);
        if (track == nullptr)
            return false;
        return std::ranges::any_of(track->clips, [&wanted](const auto& clip) {
            const Tick start = wanted.note.start - clip->start;
            return std::ranges::any_of(clip->notes.startingIn({start, start + Tick(1)}), [&wanted](const Note& note) {
                return note.pitch == wanted.note.pitch && note.length == wanted.note.length;
            });
        });
    };
    return static_cast<std::size_t>(std::ranges::count_if(notes, isThere));
}

} // namespace

bool NoteCommands::commit(Edit edit, std::string mergeKey)
{
    edit.mergeKey = std::move(mergeKey);
    const Settled settled = commitSettled(document_, std::move(edit));
    if (const QString sentence = settledSentence(settled); !sentence.isEmpty())
        say_(sentence);
    return settled.hasChanged;
}

void NoteCommands::commitPitches(Edit edit, std::string mergeKey)
{
    if (commit(std::move(edit), std::move(mergeKey)))
        auditionSelection();
    else
        say_(QObject::tr("Nothing moved: a note would leave the range from %1 to %2.").arg(pitchText(Pitch(0)), pitchText(Pitch(127))));
}

void NoteCommands::commitTimes(Edit edit, std::string mergeKey)
{
    if (!commit(std::move(edit), std::move(mergeKey)))
        say_(QObject::tr("Nothing moved: a note would begin before the song."));
}

void NoteCommands::erase()
{
    commit(eraseNotes(selected()));
}

void NoteCommands::transpose(int semitones)
{
    commitPitches(transposeNotes(selected(), semitones), "transpose");
}

void NoteCommands::transposeInScale(int steps)
{
    commitPitches(continuo::transposeInScale(selected(), steps), "transpose in scale");
}

void NoteCommands::auditionSelection()
{
    const std::vector<TrackNote> notes = notesOf(document_.song(), selected());
    if (!notes.empty())
        audition_(notes.front().note.pitch, notes.front().note.velocity);
}

void NoteCommands::nudge(int steps)
{
    const SnapGrid& grid = state_.grid();
    Tick by = grid.step() * steps;
    if (const Range<Tick> extent = extentOf(document_.song(), selected());
        state_.options().moves == RollOptions::Moves::OntoLines && !extent.isEmpty()) {
        const MeterMap& meters = document_.song().meters;
        by = (steps > 0 ? grid.next(extent.begin, meters) : grid.snapDown(extent.begin - Tick(1), meters)) - extent.begin;
    }
    commitTimes(moveNotes(selected(), {by, 0}), "nudge");
}

void NoteCommands::nudgeFinely(int steps)
{
    commitTimes(moveNotes(selected(), {kFineStep * steps, 0}), "nudge");
}

void NoteCommands::lengthen(int steps)
{
    const Tick step = state_.grid().step();
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
    commit(quantizeNotes(selected(), {.grid = state_.grid()}));
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

void NoteCommands::togglePinned()
{
    const std::vector<TrackNote> notes = notesOf(document_.song(), selected());
    const bool allPinned = std::ranges::all_of(notes, [](const TrackNote& each) { return each.note.pinned; });
    commit(allPinned ? unpinNotes(selected()) : pinNotes(selected()));
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
    const std::size_t already = countThere(document_.song(), notes), pasted = notes.size();
    addAndSelect(std::move(notes), "Paste");
    if (already > 0)
        say_(duplicateSentence(already, pasted));
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
