// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Icons.h"
#include "ui/actions/Command.h"

#include <QKeySequence>

#include <span>
#include <vector>

namespace continuo::ui {

struct Desk;

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

/// All rows, area by area.
std::span<const ActionRow> actionTable();
/// The row of this command.
const ActionRow& rowOf(Command command);

/// The menus from left to right; between groups stands a separator. "&Edit/&Tool" is the menu Tool at the end of Edit.
struct MenuRow {
    const char* title;
    std::vector<std::vector<Command>> groups;
};
std::span<const MenuRow> menuTable();
/// The commands that menus offer, in their order.
std::vector<Command> menuCommands();

/// The row's text without what only menus need: no "&", no " …".
QString plainText(const ActionRow& row);

/// The row's shortcuts, before the user has chosen others; the first is the one that menus show.
QList<QKeySequence> shortcutsOf(const ActionRow& row);

} // namespace continuo::ui
