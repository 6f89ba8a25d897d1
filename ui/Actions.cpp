// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Actions.h"

#include "core/edit/SongEdits.h"
#include "core/edit/TimeEdits.h"
#include "core/edit/TrackEdits.h"
#include "ui/CommandPalette.h"
#include "ui/Desk.h"
#include "ui/Settings.h"
#include "ui/ShortcutDialog.h"
#include "ui/operations/OperationDialog.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

#include <cmath>
#include <vector>

namespace continuo::ui {

namespace {

const QString kDoubleClick = QStringLiteral("roll/doubleClickEdits");

// --- when a command can be used ---
bool hasSelection(const Desk& desk) { return !desk.state.selection().isEmpty(); }
bool hasNotes(const Desk& desk) { return desk.document.song().noteCount() > 0; }
bool hasCopy(const Desk& desk) { return desk.notes.hasCopy(); }
bool canUndo(const Desk& desk) { return desk.document.canUndo(); }
bool canRedo(const Desk& desk) { return desk.document.canRedo(); }
bool isExporting(const Desk& desk) { return desk.files.isExporting(); }
bool hasLoop(const Desk& desk) { return desk.state.loop().has_value(); }
bool hasTracks(const Desk& desk) { return desk.document.song().tracks.size() > 1; }
bool hasTrack(const Desk& desk) { return desk.document.song().findTrack(desk.state.activeTrack()) != nullptr; }
bool canAccept(const Desk& desk) { return desk.suggestions.canAccept(); }
bool canStartCaret(const Desk& desk) { return !canAccept(desk) && !desk.caret.caret(); }
bool hasSuggestion(const Desk& desk) { return desk.suggestions.state() != SuggestionController::State::Idle; }
bool hasCandidates(const Desk& desk) { return desk.suggestions.candidateCount() > 1; }
template <int number>
bool hasCandidate(const Desk& desk) { return desk.suggestions.candidateCount() >= number; }

// --- what it does ---
template <int number>
void showCandidate(Desk& desk) { desk.suggestions.show(number - 1); }

/// Escape: the gesture under way, else the suggestion, else the caret, else the selection, else all that sounds. So Escape twice is
/// silence from anywhere.
void leave(Desk& desk)
{
    if (desk.view.roll().cancelGesture())
        return;
    if (hasSuggestion(desk))
        desk.suggestions.reject();
    else if (desk.caret.caret())
        desk.caret.stop();
    else if (hasSelection(desk))
        desk.notes.selectNone();
    else
        desk.playback.stop();
}

void addEmptyTrack(Desk& desk)
{
    const Song& song = desk.document.song();
    Track track;
    track.id = desk.document.newTrackId();
    const auto count = static_cast<int>(song.tracks.size());
    track.name = "Track " + std::to_string(count + 1);
    track.channel = count % 16 < kDrumChannel ? count % 16 : (count + 1) % 16;
    track.program = 0;
    track.colour = count;
    const TrackId id = track.id;
    desk.document.commit(addTrack(std::move(track)));
    desk.state.setActiveTrack(id);
}

bool isTrackMuted(const Desk& desk) { return hasTrack(desk) && desk.document.song().findTrack(desk.state.activeTrack())->muted; }
bool isTrackSolo(const Desk& desk) { return hasTrack(desk) && desk.document.song().findTrack(desk.state.activeTrack())->solo; }

void toggleTrackMuted(Desk& desk)
{
    const TrackId track = desk.state.activeTrack();
    desk.document.commit(isTrackMuted(desk) ? unmuteTrack(track) : muteTrack(track));
}

void toggleTrackSolo(Desk& desk)
{
    const TrackId track = desk.state.activeTrack();
    desk.document.commit(isTrackSolo(desk) ? unsoloTrack(track) : soloTrack(track));
}

/// The pencil, or the select tool when the pencil is in hand.
void takeOtherTool(Desk& desk)
{
    desk.state.setTool(desk.state.tool() == ToolKind::Pencil ? ToolKind::Select : ToolKind::Pencil);
}

bool hasPlayed(const Desk& desk) { return hasTrack(desk) && desk.recorder.hasPlayed(); }

void toggleReplacing(Desk& desk)
{
    using Mode = Recorder::Mode;
    desk.recorder.setMode(desk.recorder.mode() == Mode::Replace ? Mode::Overdub : Mode::Replace);
}

/// Playing's, not the song's; in whole tenths.
void changeSpeed(Desk& desk, double by)
{
    desk.playback.setSpeed(std::round((desk.playback.speed() + by) * 10) / 10);
}

/// Quarters are 4.
template <int fraction>
void setNoteLength(Desk& desk) { desk.notes.setLength(kTicksPerQuarter * 4 / fraction); }

void copyTrack(Desk& desk)
{
    const TrackId id = desk.state.activeTrack();
    std::vector<std::uint64_t> ids(idsForDuplicate(*desk.document.song().findTrack(id)));
    for (std::uint64_t& each : ids)
        each = desk.document.newNoteId().value;
    const TrackId copy(ids.front());
    desk.document.commit(duplicateTrack(id, std::move(ids)));
    desk.state.setActiveTrack(copy);
}

void stepTrack(Desk& desk, int by)
{
    const auto& tracks = desk.document.song().tracks;
    const auto count = static_cast<int>(tracks.size());
    if (count == 0)
        return;
    const int index = (desk.document.song().trackIndex(desk.state.activeTrack()) + by + count) % count;
    desk.state.setActiveTrack(tracks[static_cast<std::size_t>(index)]->id);
}

void stepBar(Desk& desk, int by)
{
    const MeterMap& meters = desk.document.song().meters;
    const Tick at = desk.playback.position();
    const Range<Tick> bar = meters.bar(meters.barAt(at));
    const bool insideBar = by < 0 && at > bar.begin;
    const Tick there = insideBar ? bar.begin : meters.bar(meters.barAt(at) + by).begin;
    desk.playback.seek(there);
    desk.view.roll().reveal(there);
}

void goToStart(Desk& desk)
{
    const Tick loopStart = desk.state.isLooping() ? desk.state.loop()->begin : Tick(0);
    desk.playback.seek(desk.playback.position() == loopStart ? Tick(0) : loopStart);
    desk.view.roll().reveal(desk.playback.position());
}

void loopSelection(Desk& desk)
{
    const Song& song = desk.document.song();
    const Range<Tick> extent = extentOf(song, desk.state.selection().notes());
    desk.state.setLoop(song.meters.bars(song.meters.barAt(extent.begin), song.meters.barAt(extent.end - Tick(1))));
}

void zoom(Desk& desk, double factor)
{
    desk.view.roll().zoomTime(factor, desk.view.roll().width() / 2.0);
}

void zoomSelection(Desk& desk)
{
    std::vector<Note> notes;
    for (const TrackNote& each : notesOf(desk.document.song(), desk.state.selection().notes()))
        notes.push_back(each.note);
    desk.view.roll().showNotes(notes);
}

void toggleSnap(Desk& desk)
{
    SnapGrid grid = desk.state.snapGrid();
    grid.kind = grid.isOff() ? SnapGrid::Kind::Straight : SnapGrid::Kind::Off;
    desk.state.setSnapGrid(grid);
}

void openPalette(Desk& desk)
{
    auto* palette = new CommandPalette(desk.actions, &desk.window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void openShortcuts(Desk& desk)
{
    Actions& actions = desk.actions;
    auto* dialog = new ShortcutDialog(actions.shortcuts(), [&actions] { actions.applyShortcuts(); }, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// The dialog of a command that asks for something first.
template <Command command>
void askFor(Desk& desk)
{
    auto* dialog = new OperationDialog(operationOf(command), {desk.document, desk.state, desk.caret.caret() ? desk.caret.caret()->at : desk.playback.position()}, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void toggleDoubleClick(Desk& desk)
{
    desk.state.setDoubleClickEdits(!desk.state.doubleClickEdits());
    keptSettings().setValue(kDoubleClick, desk.state.doubleClickEdits());
}

void about(Desk& desk)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, QObject::tr("About Continuo"),
                                QObject::tr("<b>Continuo %1</b><br>A composition assistant that runs on your computer."
                                            "<br><br>GPL-3.0-or-later").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Ok, &desk.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kRoll = Scope::Roll, kShelf = Scope::Shelf, kGhosts = Scope::Ghosts;

constexpr ActionRow kTable[] = {
    {C::New, "&New", "Ctrl+N", kWindow, I::New, nullptr, [](Desk& d) { d.files.newSong(); }, nullptr},
    {C::Open, "&Open …", "Ctrl+O", kWindow, I::Open, nullptr, [](Desk& d) { d.files.openDialog(); }, nullptr},
    {C::Save, "&Save", "Ctrl+S", kWindow, I::Save, nullptr, [](Desk& d) { d.files.save(); }, nullptr},
    {C::SaveAs, "Save &as …", "Ctrl+Shift+S", kWindow, I::None, nullptr, [](Desk& d) { d.files.saveAs(); }, nullptr},
    {C::ExportMidi, "Export &MIDI …", "Ctrl+E", kWindow, I::None, nullptr, [](Desk& d) { d.files.exportMidi(); }, nullptr},
    {C::ExportAudio, "Export a&udio …", "Ctrl+Shift+E", kWindow, I::None, hasNotes, [](Desk& d) { d.files.exportAudio(); }, nullptr},
    {C::ExportLoop, "Export the &loop as audio …", "", kWindow, I::None, hasLoop, [](Desk& d) { d.files.exportAudio(d.state.loop()); }, nullptr},
    {C::StopExport, "S&top the export", "", kWindow, I::None, isExporting, [](Desk& d) { d.files.stopExport(); }, nullptr},
    {C::Quit, "&Quit", "Ctrl+Q", kWindow, I::None, nullptr, [](Desk& d) { d.window.close(); }, nullptr},

    {C::Undo, "&Undo", "Ctrl+Z", kWindow, I::Undo, canUndo, [](Desk& d) { d.document.undo(); }, nullptr},
    {C::Redo, "&Redo", "Ctrl+Shift+Z; Ctrl+Y", kWindow, I::Redo, canRedo, [](Desk& d) { d.document.redo(); }, nullptr},
    {C::Cut, "Cu&t", "Ctrl+X", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.cut(); }, nullptr},
    {C::Copy, "&Copy", "Ctrl+C", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.copy(); }, nullptr},
    {C::Paste, "&Paste at caret or playhead", "Ctrl+V", kRoll, I::None, hasCopy, [](Desk& d) { d.notes.paste(d.caret.caret() ? d.caret.caret()->at : d.playback.position()); }, nullptr},
    {C::Duplicate, "&Duplicate", "Ctrl+D", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.duplicate(); }, nullptr},
    {C::Erase, "D&elete", "Del; Backspace", kRoll, I::Erase, hasSelection, [](Desk& d) { d.notes.erase(); }, nullptr},
    {C::SelectAll, "Select &all of the track", "Ctrl+A", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.selectAll(); }, nullptr},
    {C::InvertSelection, "&Invert selection", "Ctrl+I", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.invertSelection(); }, nullptr},
    {C::SelectSamePitch, "Select the same &pitches", "Ctrl+Shift+P", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.selectSamePitch(); }, nullptr},
    {C::SelectOutsideKey, "Select what is &outside the key", "", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.selectOutsideKey(); }, nullptr},
    {C::Leave, "Cancel, reject, select &none", "Esc", kWindow, I::None, nullptr, leave, nullptr},

    {C::SemitoneUp, "Semitone up", "Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(1); }, nullptr},
    {C::SemitoneDown, "Semitone down", "Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(-1); }, nullptr},
    {C::ScaleUp, "Scale step up", "Alt+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transposeInScale(1); }, nullptr},
    {C::ScaleDown, "Scale step down", "Alt+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transposeInScale(-1); }, nullptr},
    {C::OctaveUp, "Octave up", "Shift+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(12); }, nullptr},
    {C::OctaveDown, "Octave down", "Shift+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(-12); }, nullptr},
    {C::Earlier, "Earlier by the grid", "Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudge(-1); }, nullptr},
    {C::Later, "Later by the grid", "Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudge(1); }, nullptr},
    {C::EarlierFinely, "A little earlier", "Alt+Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudgeFinely(-1); }, nullptr},
    {C::LaterFinely, "A little later", "Alt+Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudgeFinely(1); }, nullptr},
    {C::Longer, "Longer by the grid", "Shift+Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.lengthen(1); }, nullptr},
    {C::Shorter, "Shorter by the grid", "Shift+Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.lengthen(-1); }, nullptr},
    {C::WholeNotes, "&Whole notes", "Alt+1", kRoll, I::None, nullptr, setNoteLength<1>, nullptr},
    {C::HalfNotes, "&Half notes", "Alt+2", kRoll, I::None, nullptr, setNoteLength<2>, nullptr},
    {C::QuarterNotes, "&Quarter notes", "Alt+3", kRoll, I::None, nullptr, setNoteLength<4>, nullptr},
    {C::EighthNotes, "&Eighth notes", "Alt+4", kRoll, I::None, nullptr, setNoteLength<8>, nullptr},
    {C::Notes16, "&16th notes", "Alt+5", kRoll, I::None, nullptr, setNoteLength<16>, nullptr},
    {C::Notes32, "&32nd notes", "Alt+6", kRoll, I::None, nullptr, setNoteLength<32>, nullptr},
    {C::Notes64, "&64th notes", "Alt+7", kRoll, I::None, nullptr, setNoteLength<64>, nullptr},
    {C::Dotted, "&Dot", ".", kRoll, I::None, nullptr, [](Desk& d) { d.notes.toggleDots(); }, nullptr},
    {C::Louder, "Louder", "Ctrl+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(1); }, nullptr},
    {C::Softer, "Softer", "Ctrl+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(-1); }, nullptr},
    {C::MuchLouder, "Much louder", "Ctrl+Shift+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(10); }, nullptr},
    {C::MuchSofter, "Much softer", "Ctrl+Shift+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(-10); }, nullptr},
    {C::Quantize, "&Quantize", "Q", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.quantize(); }, nullptr},
    {C::Legato, "&Legato", "L", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.legato(); }, nullptr},
    {C::Glue, "&Glue", "G", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.glue(); }, nullptr},
    {C::Split, "&Split at the playhead", "Ctrl+K", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.split(d.playback.position()); }, nullptr},
    {C::Reverse, "&Reverse in time", "Ctrl+R", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.reverse(); }, nullptr},
    {C::Invert, "&Invert in pitch", "", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.invert(); }, nullptr},
    {C::MirrorPitches, "&Mirror the pitches", "", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.mirrorPitches(); }, nullptr},
    {C::MuteNotes, "M&ute", "0", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.toggleMuted(); }, nullptr},

    {C::QuantizeWith, "&Quantize …", "Shift+Q", kRoll, I::None, hasSelection, askFor<C::QuantizeWith>, nullptr},
    {C::HumanizeWith, "&Humanize …", "", kRoll, I::None, hasSelection, askFor<C::HumanizeWith>, nullptr},
    {C::StrumWith, "S&trum …", "", kRoll, I::None, hasSelection, askFor<C::StrumWith>, nullptr},
    {C::StretchWith, "Str&etch …", "", kRoll, I::None, hasSelection, askFor<C::StretchWith>, nullptr},
    {C::TransposeBy, "&Transpose …", "", kRoll, I::None, hasSelection, askFor<C::TransposeBy>, nullptr},
    {C::InvertAround, "&Invert around …", "", kRoll, I::None, hasSelection, askFor<C::InvertAround>, nullptr},
    {C::SetVelocity, "&Set velocity …", "", kRoll, I::None, hasSelection, askFor<C::SetVelocity>, nullptr},
    {C::RampVelocity, "&Ramp velocity …", "", kRoll, I::None, hasSelection, askFor<C::RampVelocity>, nullptr},
    {C::AddChord, "Add &chord …", "Shift+C", kRoll, I::None, hasTrack, askFor<C::AddChord>, nullptr},
    {C::SelectPitches, "Select pitches …", "", kRoll, I::None, hasNotes, askFor<C::SelectPitches>, nullptr},

    {C::CaretMode, "Write with the &keyboard", "Return; Enter", kRoll, I::None, canStartCaret,
     [](Desk& d) { d.view.roll().setFocus(); d.caret.start(d.playback.position()); }, [](const Desk& d) { return d.caret.caret().has_value(); }},
    {C::DoubleClick, "Double click &adds and deletes", "", kWindow, I::None, nullptr, toggleDoubleClick,
     [](const Desk& d) { return d.state.doubleClickEdits(); }},
    {C::SelectTool, "&Select", "1", kRoll, I::Select, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Select); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Select; }},
    {C::PencilTool, "&Draw", "2", kRoll, I::Pencil, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Pencil); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Pencil; }},
    {C::EraseTool, "&Erase", "3", kRoll, I::Erase, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Erase); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Erase; }},
    {C::SplitTool, "S&plit", "4", kRoll, I::Split, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Split); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Split; }},
    {C::OtherTool, "Select or dra&w", "B", kRoll, I::None, nullptr, takeOtherTool, nullptr},
    {C::FinerGrid, "&Finer grid", "]", kWindow, I::None, nullptr, [](Desk& d) { d.state.refineGrid(); }, nullptr},
    {C::CoarserGrid, "&Coarser grid", "[", kWindow, I::None, nullptr, [](Desk& d) { d.state.coarsenGrid(); }, nullptr},
    {C::TripletGrid, "&Triplets", "T", kWindow, I::None, nullptr, [](Desk& d) { d.state.toggleTriplets(); },
     [](const Desk& d) { return d.state.snapGrid().kind == SnapGrid::Kind::Triplet; }},
    {C::Snap, "S&nap to the grid", "S", kWindow, I::None, nullptr, toggleSnap,
     [](const Desk& d) { return !d.state.snapGrid().isOff(); }},

    {C::SetTempoAt, "&Tempo here …", "", kWindow, I::None, nullptr, askFor<C::SetTempoAt>, nullptr},
    {C::SetMeterAt, "&Meter here …", "", kWindow, I::None, nullptr, askFor<C::SetMeterAt>, nullptr},
    {C::SetKeyAt, "&Key here …", "", kWindow, I::None, nullptr, askFor<C::SetKeyAt>, nullptr},
    {C::SetMarkerAt, "Ma&rker here …", "", kWindow, I::None, nullptr, askFor<C::SetMarkerAt>, nullptr},
    {C::SetPickUp, "&Pick-up bar …", "", kWindow, I::None, nullptr, askFor<C::SetPickUp>, nullptr},
    {C::RemoveChangesAt, "Remove &changes here", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.document.commit(removeChangesAt(d.playback.position())); }, nullptr},

    {C::AddTrack, "&Add track", "Ctrl+T", kWindow, I::Add, nullptr, addEmptyTrack, nullptr},
    {C::DuplicateTrack, "&Duplicate track", "", kWindow, I::None, hasTrack, copyTrack, nullptr},
    {C::MoveTrackUp, "Move track &up", "", kWindow, I::None, hasTracks,
     [](Desk& d) { d.document.commit(moveTrack(d.state.activeTrack(), -1)); }, nullptr},
    {C::MoveTrackDown, "Move track do&wn", "", kWindow, I::None, hasTracks,
     [](Desk& d) { d.document.commit(moveTrack(d.state.activeTrack(), 1)); }, nullptr},
    {C::RemoveTrack, "&Remove track", "", kWindow, I::None, hasTrack,
     [](Desk& d) { d.document.commit(removeTrack(d.state.activeTrack())); }, nullptr},
    {C::NextTrack, "&Next track", "Ctrl+PgDown", kWindow, I::None, hasTracks, [](Desk& d) { stepTrack(d, 1); }, nullptr},
    {C::PreviousTrack, "&Previous track", "Ctrl+PgUp", kWindow, I::None, hasTracks, [](Desk& d) { stepTrack(d, -1); }, nullptr},

    {C::MuteTrack, "&Mute track", "M", kWindow, I::None, hasTrack, toggleTrackMuted, isTrackMuted},
    {C::SoloTrack, "&Solo track", "N", kWindow, I::None, hasTrack, toggleTrackSolo, isTrackSolo},

    {C::Play, "&Play or stop", "Space", kWindow, I::Play, nullptr, [](Desk& d) { d.playback.playOrStop(); }, nullptr},
    {C::PlayFromLoop, "Play from the loop's &begin", "Shift+Space", kWindow, I::None, nullptr, [](Desk& d) { d.playback.playFromLoop(); }, nullptr},
    {C::ToStart, "Back to the &start", "Home", kRoll, I::ToStart, nullptr, goToStart, nullptr},
    {C::NextBar, "&Next bar", "PgDown", kRoll, I::None, nullptr, [](Desk& d) { stepBar(d, 1); }, nullptr},
    {C::PreviousBar, "Pre&vious bar", "PgUp", kRoll, I::None, nullptr, [](Desk& d) { stepBar(d, -1); }, nullptr},
    {C::Loop, "&Loop", "Ctrl+L", kWindow, I::Loop, hasLoop, [](Desk& d) { d.state.setLooping(!d.state.isLooping()); },
     [](const Desk& d) { return d.state.isLooping(); }},
    {C::LoopSelection, "Loop the s&election", "Shift+L", kWindow, I::None, hasSelection, loopSelection, nullptr},

    {C::Silence, "S&ilence", "", kWindow, I::Stop, nullptr, [](Desk& d) { d.playback.stop(); }, nullptr},
    {C::Record, "&Record", "F9", kWindow, I::Record, hasTrack, [](Desk& d) { d.recorder.recordOrStop(); },
     [](const Desk& d) { return d.recorder.isRecording(); }},
    {C::KeepPlayed, "&Keep what I just played", "Shift+F9", kWindow, I::None, hasPlayed, [](Desk& d) { d.recorder.keepPlayed(); }, nullptr},
    {C::StepInput, "St&ep input", "Ctrl+F9", kWindow, I::None, hasTrack, [](Desk& d) { d.recorder.setStepping(!d.recorder.isStepping()); },
     [](const Desk& d) { return d.recorder.isStepping(); }},
    {C::ReplaceRecorded, "Recording re&places what is there", "", kWindow, I::None, nullptr, toggleReplacing,
     [](const Desk& d) { return d.recorder.mode() == Recorder::Mode::Replace; }},
    {C::CountIn, "A &bar of count-in", "", kWindow, I::None, nullptr, [](Desk& d) { d.recorder.setCountsIn(!d.recorder.countsIn()); },
     [](const Desk& d) { return d.recorder.countsIn(); }},
    {C::Metronome, "&Metronome", "F8", kWindow, I::Metronome, nullptr, [](Desk& d) { d.playback.setMetronome(!d.playback.hasMetronome()); },
     [](const Desk& d) { return d.playback.hasMetronome(); }},
    {C::Slower, "Sl&ower", "Ctrl+,", kWindow, I::None, nullptr, [](Desk& d) { changeSpeed(d, -0.1); }, nullptr},
    {C::Faster, "&Faster", "Ctrl+.", kWindow, I::None, nullptr, [](Desk& d) { changeSpeed(d, 0.1); }, nullptr},
    {C::NormalSpeed, "At the speed as &written", "", kWindow, I::None, nullptr, [](Desk& d) { d.playback.setSpeed(1.0); },
     [](const Desk& d) { return d.playback.speed() == 1.0; }},

    {C::Continue, "&Continue", "C", kWindow, I::Continue, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Continue); }, nullptr},
    {C::Harmonize, "&Harmonize", "H", kWindow, I::Harmonize, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Harmonize); }, nullptr},
    {C::Vary, "&Vary", "V", kWindow, I::Vary, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Vary); }, nullptr},
    {C::Infill, "&Infill", "I", kWindow, I::Infill, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Infill); }, nullptr},
    {C::Accept, "&Accept", "Return; Enter", kGhosts, I::Accept, canAccept, [](Desk& d) { d.suggestions.accept(); }, nullptr},
    {C::Reject, "&Reject", "", kWindow, I::Reject, hasSuggestion, [](Desk& d) { d.suggestions.reject(); }, nullptr},
    {C::Again, "A&gain", "R", kWindow, I::Again, hasSuggestion, [](Desk& d) { d.suggestions.askAgain(); }, nullptr},
    {C::NextCandidate, "&Next candidate", "Down", kShelf, I::None, hasCandidates,
     [](Desk& d) { d.suggestions.show(d.suggestions.shownIndex() + 1); }, nullptr},
    {C::PreviousCandidate, "&Previous candidate", "Up", kShelf, I::None, hasCandidates,
     [](Desk& d) { d.suggestions.show(d.suggestions.shownIndex() - 1); }, nullptr},
    {C::Candidate1, "Candidate 1", "1", kShelf, I::None, hasCandidate<1>, showCandidate<1>, nullptr},
    {C::Candidate2, "Candidate 2", "2", kShelf, I::None, hasCandidate<2>, showCandidate<2>, nullptr},
    {C::Candidate3, "Candidate 3", "3", kShelf, I::None, hasCandidate<3>, showCandidate<3>, nullptr},
    {C::Candidate4, "Candidate 4", "4", kShelf, I::None, hasCandidate<4>, showCandidate<4>, nullptr},
    {C::Candidate5, "Candidate 5", "5", kShelf, I::None, hasCandidate<5>, showCandidate<5>, nullptr},
    {C::Candidate6, "Candidate 6", "6", kShelf, I::None, hasCandidate<6>, showCandidate<6>, nullptr},
    {C::Candidate7, "Candidate 7", "7", kShelf, I::None, hasCandidate<7>, showCandidate<7>, nullptr},
    {C::Candidate8, "Candidate 8", "8", kShelf, I::None, hasCandidate<8>, showCandidate<8>, nullptr},

    {C::Palette, "&Find a command …", "Ctrl+P", kWindow, I::None, nullptr, openPalette, nullptr},
    {C::Keys, "&Keys …", "?", kWindow, I::None, nullptr, openShortcuts, nullptr},

    {C::ZoomIn, "Zoom &in", "Ctrl++; Ctrl+=", kWindow, I::None, nullptr, [](Desk& d) { zoom(d, 1.25); }, nullptr},
    {C::ZoomOut, "Zoom &out", "Ctrl+-", kWindow, I::None, nullptr, [](Desk& d) { zoom(d, 0.8); }, nullptr},
    {C::ZoomSelection, "Zoom to the &selection", "Z", kWindow, I::None, hasSelection, zoomSelection, nullptr},
    {C::ZoomAll, "Zoom to the whole so&ng", "Shift+Z", kWindow, I::None, hasNotes, [](Desk& d) { d.view.showAll(); }, nullptr},
    {C::OtherTracks, "Notes of other &tracks", ",", kWindow, I::None, nullptr,
     [](Desk& d) { d.view.roll().setShowsOtherTracks(!d.view.roll().showsOtherTracks()); },
     [](const Desk& d) { return d.view.roll().showsOtherTracks(); }},
    {C::ThemeSystem, "Theme of the s&ystem", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::System); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::System; }},
    {C::ThemeLight, "&Light theme", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::Light); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::Light; }},
    {C::ThemeDark, "&Dark theme", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::Dark); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::Dark; }},
    {C::ThemeContrast, "High &contrast", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::HighContrast); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::HighContrast; }},
    {C::About, "&About Continuo", "", kWindow, I::None, nullptr, about, nullptr},
};

bool isOfTheWindow(Scope scope)
{
    return scope == Scope::Window || scope == Scope::Ghosts;
}

/// The menus from left to right; between groups stands a separator. "Edit/Tool" is the menu Tool at the end of Edit.
struct MenuRow {
    const char* title;
    std::vector<std::vector<Command>> groups;
};

const std::vector<MenuRow>& menuTable()
{
    static const std::vector<MenuRow> menus{
        {"&File", {{C::New, C::Open}, {C::Save, C::SaveAs}, {C::ExportMidi, C::ExportAudio, C::ExportLoop, C::StopExport}, {C::Quit}}},
        {"&Edit",
         {{C::Undo, C::Redo}, {C::Cut, C::Copy, C::Paste, C::Duplicate, C::Erase},
          {C::SelectAll, C::InvertSelection, C::SelectSamePitch, C::SelectPitches, C::SelectOutsideKey, C::Leave}}},
        {"&Edit/&Tool", {{C::SelectTool, C::PencilTool, C::EraseTool, C::SplitTool}, {C::OtherTool, C::CaretMode}, {C::DoubleClick}}},
        {"&Edit/&Grid", {{C::Snap, C::FinerGrid, C::CoarserGrid, C::TripletGrid}}},
        {"&Notes",
         {{C::Quantize, C::QuantizeWith, C::Legato, C::Glue, C::Split, C::Reverse, C::Invert, C::MirrorPitches, C::MuteNotes},
          {C::HumanizeWith, C::StrumWith, C::StretchWith, C::AddChord}}},
        {"&Notes/&Pitch", {{C::SemitoneUp, C::SemitoneDown, C::ScaleUp, C::ScaleDown, C::OctaveUp, C::OctaveDown},
          {C::TransposeBy, C::InvertAround}}},
        {"&Notes/&Time", {{C::Earlier, C::Later, C::EarlierFinely, C::LaterFinely}}},
        {"&Notes/&Length",
         {{C::Longer, C::Shorter},
          {C::WholeNotes, C::HalfNotes, C::QuarterNotes, C::EighthNotes, C::Notes16, C::Notes32, C::Notes64, C::Dotted}}},
        {"&Notes/&Velocity", {{C::Louder, C::Softer, C::MuchLouder, C::MuchSofter}, {C::SetVelocity, C::RampVelocity}}},
        {"&Track", {{C::AddTrack, C::DuplicateTrack, C::RemoveTrack}, {C::MoveTrackUp, C::MoveTrackDown}, {C::NextTrack, C::PreviousTrack}, {C::MuteTrack, C::SoloTrack}}},
        {"&Play",
         {{C::Play, C::PlayFromLoop, C::ToStart, C::NextBar, C::PreviousBar}, {C::Loop, C::LoopSelection}, {C::Metronome}, {C::Silence}}},
        {"&Play/Chan&ges", {{C::SetTempoAt, C::SetMeterAt, C::SetKeyAt, C::SetMarkerAt}, {C::SetPickUp, C::RemoveChangesAt}}},
        {"&Play/&Speed", {{C::Slower, C::Faster}, {C::NormalSpeed}}},
        {"&Record", {{C::Record, C::KeepPlayed, C::StepInput}, {C::CountIn, C::ReplaceRecorded}}},
        {"&Suggest",
         {{C::Continue, C::Harmonize, C::Vary, C::Infill}, {C::Accept, C::Reject, C::Again},
          {C::NextCandidate, C::PreviousCandidate}}},
        {"&Suggest/Can&didate",
         {{C::Candidate1, C::Candidate2, C::Candidate3, C::Candidate4, C::Candidate5, C::Candidate6, C::Candidate7,
           C::Candidate8}}},
        {"&View",
         {{C::ZoomIn, C::ZoomOut, C::ZoomSelection, C::ZoomAll}, {C::OtherTracks}, {C::ThemeSystem, C::ThemeLight, C::ThemeDark, C::ThemeContrast}}},
        {"&Help", {{C::Palette, C::Keys}, {C::About}}},
    };
    return menus;
}

} // namespace

std::span<const ActionRow> actionTable()
{
    return kTable;
}

QString plainText(const ActionRow& row)
{
    return QObject::tr(row.text).remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
}

std::vector<Command> menuCommands()
{
    std::vector<Command> commands;
    for (const MenuRow& row : menuTable())
        for (const auto& group : row.groups)
            commands.insert(commands.end(), group.begin(), group.end());
    return commands;
}

QList<QKeySequence> shortcutsOf(const ActionRow& row)
{
    QList<QKeySequence> shortcuts = QKeySequence::listFromString(QString::fromLatin1(row.shortcuts), QKeySequence::PortableText);
    shortcuts.removeAll(QKeySequence());
    return shortcuts;
}

Actions::Actions(Desk& desk, QWidget& window, QWidget& roll) : desk_(desk), shortcuts_(std::make_unique<Shortcuts>())
{
    for (const ActionRow& row : kTable) {
        auto* action = new QAction(icon(row.icon), QObject::tr(row.text), &window);
        action->setShortcutContext(isOfTheWindow(row.scope) ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
        action->setCheckable(row.isChecked != nullptr);
        action->setIconText(plainText(row));
        QObject::connect(action, &QAction::triggered, &window, [this, &row] {
            row.run(desk_);
            refresh();
        });
        if (isOfTheWindow(row.scope))
            window.addAction(action);
        else if (row.scope == Scope::Roll)
            roll.addAction(action);
        actions_.emplace(row.command, action);
    }
    applyShortcuts();
    desk_.state.setDoubleClickEdits(keptSettings().value(kDoubleClick, true).toBool());
}

Actions::~Actions() = default;

void Actions::fillNoteMenu(QMenu& menu)
{
    using enum Command;
    for (const auto& group : {std::vector{Cut, Copy, Duplicate, Erase}, {Quantize, Legato, Glue, Split, Reverse, MuteNotes},
                              {QuantizeWith, HumanizeWith, TransposeBy, Command::SetVelocity}, {SelectSamePitch, Vary, Infill}}) {
        menu.addSeparator();
        for (const Command command : group)
            menu.addAction(actions_.at(command));
    }
}

void Actions::applyShortcuts()
{
    for (const ActionRow& row : kTable) {
        QAction& action = *actions_.at(row.command);
        const QList<QKeySequence> keys = shortcuts_->of(row.command);
        const QString tip = plainText(row);
        action.setShortcuts(keys);
        action.setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys.front().toString(QKeySequence::NativeText)));
    }
}

void Actions::attachShelf(QWidget& shelf)
{
    for (const ActionRow& row : kTable)
        if (row.scope == Scope::Shelf)
            shelf.addAction(actions_.at(row.command));
}

void Actions::refresh()
{
    for (const ActionRow& row : kTable) {
        QAction& action = *actions_.at(row.command);
        action.setEnabled(row.isEnabled == nullptr || row.isEnabled(desk_));
        if (row.isChecked != nullptr)
            action.setChecked(row.isChecked(desk_));
    }
    const auto named = [](const QString& verb, const std::string& edit) {
        return edit.empty() ? verb : verb + QStringLiteral(": ") + QString::fromStdString(edit);
    };
    (*this)[Command::Undo].setText(named(QObject::tr("&Undo"), desk_.document.undoName()));
    (*this)[Command::Redo].setText(named(QObject::tr("&Redo"), desk_.document.redoName()));
    QAction& play = (*this)[Command::Play];
    play.setIcon(icon(desk_.playback.isPlaying() ? IconName::Stop : IconName::Play));
}

void Actions::fillMenuBar(QMenuBar& bar)
{
    std::map<QString, QMenu*> menus;
    for (const MenuRow& row : menuTable()) {
        const QString path = QString::fromLatin1(row.title);
        const qsizetype slash = path.indexOf(QLatin1Char('/'));
        const QString title = QObject::tr(qPrintable(path.mid(slash + 1)));
        QMenu* menu = slash < 0 ? bar.addMenu(title) : menus.at(path.first(slash))->addMenu(title);
        menus.emplace(path, menu);
        for (const auto& group : row.groups) {
            if (!menu->isEmpty())
                menu->addSeparator();
            for (const Command command : group)
                menu->addAction(actions_.at(command));
        }
    }
}

} // namespace continuo::ui
