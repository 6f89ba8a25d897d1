// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/ActionTable.h"

#include <QAction>

#include <map>
#include <memory>

class QMenu;
class QMenuBar;

namespace continuo::ui {

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
