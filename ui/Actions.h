// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Icons.h"

#include <QAction>
#include <QKeySequence>

#include <map>
#include <memory>
#include <span>
#include <vector>

class QMenu;
class QMenuBar;

namespace continuo::ui {

struct Desk;

Q_NAMESPACE

/// Every command of the window. The names are kept with shortcuts that the user chose.
enum class Command {
    New, Open, Save, SaveAs, ExportMidi, ExportAudio, ExportLoop, StopExport, Quit,
    Undo, Redo, Cut, Copy, Paste, Duplicate, Erase, SelectAll, InvertSelection, SelectSamePitch, SelectOutsideKey, Leave,
    SemitoneUp, SemitoneDown, ScaleUp, ScaleDown, OctaveUp, OctaveDown, Earlier, Later, EarlierFinely, LaterFinely, Longer,
    Shorter, WholeNotes, HalfNotes, QuarterNotes, EighthNotes, Notes16, Notes32, Notes64, Dotted, Louder, Softer, MuchLouder,
    MuchSofter, Quantize, Legato, Glue, Split, Reverse, Invert, MirrorPitches, MuteNotes,
    QuantizeWith, HumanizeWith, StrumWith, StretchWith, TransposeBy, InvertAround, SetVelocity, RampVelocity, AddChord,
    SelectPitches, SetTempoAt, SetMeterAt, SetKeyAt, SetMarkerAt, SetPickUp, RemoveChangesAt, DuplicateTrack, MoveTrackUp,
    MoveTrackDown, RemoveTrack, OtherTracks,
    CaretMode, DoubleClick, SelectTool, PencilTool, EraseTool, SplitTool, OtherTool, FinerGrid, CoarserGrid, TripletGrid, Snap,
    AddTrack, NextTrack, PreviousTrack, MuteTrack, SoloTrack,
    Play, PlayFromLoop, ToStart, NextBar, PreviousBar, Loop, LoopSelection, Silence,
    Record, KeepPlayed, StepInput, ReplaceRecorded, CountIn, Metronome, Slower, Faster, NormalSpeed,
    Continue, Harmonize, Vary, Infill, Accept, Reject, Again, NextCandidate, PreviousCandidate,
    Candidate1, Candidate2, Candidate3, Candidate4, Candidate5, Candidate6, Candidate7, Candidate8,
    Palette, Keys, ZoomIn, ZoomOut, ZoomSelection, ZoomAll, ThemeSystem, ThemeLight, ThemeDark, ThemeContrast, About,
};
Q_ENUM_NS(Command)

/// Where a shortcut is heard: in the whole window, or only while the focus is in the roll or on the shelf. Ghosts is the
/// whole window too, but only while a suggestion can be accepted; what the roll has on the same keys is not offered then.
enum class Scope : std::uint8_t { Window, Roll, Shelf, Ghosts };

/// One command, complete: what menus, buttons, shortcuts and tooltips show and do.
struct ActionRow {
    Command command;
    const char* text;                       ///< with "&" before the menu's letter
    const char* shortcuts;                  ///< portable text, separated by "; "; empty for none
    Scope scope;
    IconName icon;
    bool (*isEnabled)(const Desk&);         ///< null: always
    void (*run)(Desk&);
    bool (*isChecked)(const Desk&);         ///< null: not a switch
};

std::span<const ActionRow> actionTable();
/// The commands that menus offer, in their order.
std::vector<Command> menuCommands();

/// The row's text without what only menus need: no "&", no " …".
QString plainText(const ActionRow& row);

/// The row's shortcuts, before the user has chosen others; the first is the one that menus show.
QList<QKeySequence> shortcutsOf(const ActionRow& row);

class Shortcuts;

/// The table as QActions. Shortcuts of a scope belong to that scope's widget.
class Actions {
public:
    /// The widgets of the scopes outlive the actions; `window` owns them.
    Actions(Desk& desk, QWidget& window, QWidget& roll);
    ~Actions();

    QAction& operator[](Command command) { return *actions_.at(command); }
    /// Gives the shelf its shortcuts, when it is there.
    void attachShelf(QWidget& shelf);
    /// Enables and checks what the state of things says; Undo and Redo name their edit.
    void refresh();
    void fillMenuBar(QMenuBar& bar);
    /// What one may want to do to a note.
    void fillNoteMenu(QMenu& menu);
    Shortcuts& shortcuts() { return *shortcuts_; }
    /// Gives every action the keys that shortcuts() says; tooltips name them.
    void applyShortcuts();

private:
    Desk& desk_;
    std::unique_ptr<Shortcuts> shortcuts_;
    std::map<Command, QAction*> actions_;
};

} // namespace continuo::ui
