// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Actions.h"

#include "ui/Desk.h"
#include "ui/Shortcuts.h"

#include <QMenu>
#include <QMenuBar>

namespace continuo::ui {

namespace {

bool isOfTheWindow(Scope scope)
{
    return scope == Scope::Window || scope == Scope::Ghosts;
}

} // namespace

Actions::Actions(Desk& desk, QWidget& window, QWidget& roll) : desk_(desk), shortcuts_(std::make_unique<Shortcuts>())
{
    for (const ActionRow& row : actionTable()) {
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
    for (const ActionRow& row : actionTable()) {
        QAction& action = *actions_.at(row.command);
        const QList<QKeySequence> keys = shortcuts_->of(row.command);
        const QString tip = plainText(row);
        action.setShortcuts(keys);
        action.setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys.front().toString(QKeySequence::NativeText)));
    }
}

void Actions::attachShelf(QWidget& shelf)
{
    for (const ActionRow& row : actionTable())
        if (row.scope == Scope::Shelf)
            shelf.addAction(actions_.at(row.command));
}

void Actions::refresh()
{
    for (const ActionRow& row : actionTable()) {
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
