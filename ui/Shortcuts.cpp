// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Shortcuts.h"

#include "ui/Settings.h"

#include <QMetaEnum>

namespace continuo::ui {

namespace {

QString settingOf(Command command)
{
    return QStringLiteral("shortcuts/") + QLatin1String(QMetaEnum::fromType<Command>().valueToKey(static_cast<int>(command)));
}

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

} // namespace

bool areHeardTogether(Scope a, Scope b)
{
    const bool takeTurns = (a == Scope::Ghosts && b == Scope::Roll) || (a == Scope::Roll && b == Scope::Ghosts);
    if (takeTurns)
        return false;
    if (a == Scope::Ghosts || b == Scope::Ghosts)
        return true;
    return a == b || a == Scope::Window || b == Scope::Window;
}

Shortcuts::Shortcuts()
{
    const QSettings settings = keptSettings();
    for (const ActionRow& row : actionTable()) {
        if (!settings.contains(settingOf(row.command)))
            continue;
        const auto keys = QKeySequence::fromString(settings.value(settingOf(row.command)).toString(), QKeySequence::PortableText);
        if (keys.isEmpty())
            chosen_[row.command] = {};
        else if (objection(row.command, keys).isEmpty())
            chosen_[row.command] = {keys};
    }
}

QList<QKeySequence> Shortcuts::of(Command command) const
{
    const auto found = chosen_.find(command);
    return found == chosen_.end() ? shortcutsOf(rowOf(command)) : found->second;
}

const ActionRow* Shortcuts::holder(Command command, const QKeySequence& keys) const
{
    const Scope scope = rowOf(command).scope;
    for (const ActionRow& row : actionTable())
        if (row.command != command && areHeardTogether(row.scope, scope) && of(row.command).contains(keys))
            return &row;
    return nullptr;
}

QString Shortcuts::objection(Command command, const QKeySequence& keys) const
{
    if (keys.isEmpty() || keys[0].key() == Qt::Key_unknown || isModifier(keys[0].key()))
        return QObject::tr("A shortcut needs a key, with Ctrl, Alt or Shift if you like.");
    if (keys.count() > 1)
        return QObject::tr("A shortcut is one key, not several after each other.");
    if (keys[0].key() == Qt::Key_Tab || keys[0].key() == Qt::Key_Backtab)
        return QObject::tr("Tab goes from one part of the window to the next.");
    if (const ActionRow* other = holder(command, keys))
        return QObject::tr("%1 is the shortcut of “%2” already.").arg(keys.toString(QKeySequence::NativeText), plainText(*other));
    return {};
}

void Shortcuts::choose(Command command, const QKeySequence& keys)
{
    if (!keys.isEmpty() && !objection(command, keys).isEmpty())
        return;
    chosen_[command] = keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys};
    keptSettings().setValue(settingOf(command), keys.toString(QKeySequence::PortableText));
}

void Shortcuts::restore(Command command)
{
    QList<QKeySequence> keys = shortcutsOf(rowOf(command));
    const bool isFree = std::ranges::none_of(keys, [&](const QKeySequence& each) { return holder(command, each) != nullptr; });
    if (!isFree)
        return;
    chosen_.erase(command);
    keptSettings().remove(settingOf(command));
}

} // namespace continuo::ui
