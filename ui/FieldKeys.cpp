// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FieldKeys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace continuo::ui {

bool takesText(const QObject* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
        || qobject_cast<const QComboBox*>(widget);
}

bool FieldKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool isSpace = key.key() == Qt::Key_Space;
    const bool isCharacter = !key.text().isEmpty() && key.text().front().isPrint();
    if ((takesText(watched) && isCharacter) || (qobject_cast<QAbstractButton*>(watched) && isSpace)) {
        event->accept();
        return true;
    }
    return false;
}

} // namespace continuo::ui
