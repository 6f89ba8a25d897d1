// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionTable.h"

#include "ui/actions/ActionAreas.h"

#include <algorithm>

namespace continuo::ui {

std::span<const ActionRow> actionTable()
{
    static const std::vector<ActionRow> table = [] {
        std::vector<ActionRow> rows;
        for (const auto area : {fileActions(), editActions(), noteActions(), toolActions(), rollActions(), trackActions(),
                                transportActions(), assistActions(), viewActions()})
            rows.insert(rows.end(), area.begin(), area.end());
        return rows;
    }();
    return table;
}

const ActionRow& rowOf(Command command)
{
    return *std::ranges::find(actionTable(), command, &ActionRow::command);
}

QString plainText(const ActionRow& row)
{
    return QObject::tr(row.text).remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
}

QList<QKeySequence> shortcutsOf(const ActionRow& row)
{
    QList<QKeySequence> shortcuts = QKeySequence::listFromString(QString::fromLatin1(row.shortcuts), QKeySequence::PortableText);
    shortcuts.removeAll(QKeySequence());
    return shortcuts;
}

} // namespace continuo::ui
