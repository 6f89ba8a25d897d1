// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Icons.h"

#include <QAction>
#include <QKeySequence>

#include <map>
#include <span>

class QMenuBar;

namespace continuo::ui {

struct Desk;

/// Every command of the window.
enum class Command {
    New, Open, Save, SaveAs, ExportMidi, ExportAudio, Quit,
    Undo, Redo, Cut, Copy, Paste, Duplicate, Erase, SelectAll, InvertSelection, Leave,
    SemitoneUp, SemitoneDown, OctaveUp, OctaveDown, Earlier, Later, Longer, Shorter, Louder, Softer, Quantize, Legato,
    SelectTool, PencilTool, EraseTool, FinerGrid, CoarserGrid, Snap,
    AddTrack, NextTrack, PreviousTrack,
    Play, ToStart, NextBar, PreviousBar, Loop, LoopSelection,
    Continue, Harmonize, Vary, Infill, Accept, Reject, Again, NextCandidate, PreviousCandidate,
    Candidate1, Candidate2, Candidate3, Candidate4, Candidate5, Candidate6, Candidate7, Candidate8,
    ZoomIn, ZoomOut, ZoomSelection, ZoomAll, ThemeSystem, ThemeLight, ThemeDark, About,
};

/// Where a shortcut is heard: in the whole window, or only while the focus is in the roll or on the shelf.
enum class Scope : std::uint8_t { Window, Roll, Shelf };

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

/// The row's shortcuts; the first is the one that menus show.
QList<QKeySequence> shortcutsOf(const ActionRow& row);

/// The table as QActions. Shortcuts of a scope belong to that scope's widget.
class Actions {
public:
    /// The widgets of the scopes outlive the actions; `window` owns them.
    Actions(Desk& desk, QWidget& window, QWidget& roll);

    QAction& operator[](Command command) { return *actions_.at(command); }
    /// Gives the shelf its shortcuts, when it is there.
    void attachShelf(QWidget& shelf);
    /// Enables and checks what the state of things says; Undo and Redo name their edit.
    void refresh();
    void fillMenuBar(QMenuBar& bar);

private:
    Desk& desk_;
    std::map<Command, QAction*> actions_;
};

} // namespace continuo::ui
