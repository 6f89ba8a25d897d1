// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/ActionTable.h"

#include <QKeySequence>
#include <QString>

#include <map>

namespace continuo::ui {

/// Whether a key reaches commands of both scopes at some place of the window.
bool areHeardTogether(Scope a, Scope b);

/// Which keys start which command: those of the action table, until others are chosen, which are kept between starts.
class Shortcuts {
public:
    /// Reads what was kept. Keys that the table has given to another command since are left out.
    Shortcuts();

    QList<QKeySequence> of(Command command) const;
    bool isChosen(Command command) const { return chosen_.contains(command); }
    /// A sentence that says why the command cannot have these keys; empty when it can.
    QString objection(Command command, const QKeySequence& keys) const;
    /// The keys take the place of those that the command had, and are kept; an empty sequence leaves it without. Keys
    /// that are objected to are not taken.
    void choose(Command command, const QKeySequence& keys);
    /// The keys of the table again. Those that another command was given meanwhile stay with it.
    void restore(Command command);

private:
    /// The command that has these keys where `command` is heard; null when there is none.
    const ActionRow* holder(Command command, const QKeySequence& keys) const;

    std::map<Command, QList<QKeySequence>> chosen_;
};

} // namespace continuo::ui
