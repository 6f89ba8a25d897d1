// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NumberReason.h"

#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolTip>

#include <utility>

namespace continuo::ui {

NumberReason::NumberReason(QAbstractSpinBox& field) : QObject(&field), field_(field)
{
    field.installEventFilter(this);
    const auto* line = field.findChild<QLineEdit*>();
    connect(line, &QLineEdit::inputRejected, this, &NumberReason::say);
    connect(line, &QLineEdit::textEdited, this, &NumberReason::fallSilent);
}

bool NumberReason::eventFilter(QObject*, QEvent* event)
{
    const auto isReturn = [event] {
        const int key = static_cast<QKeyEvent*>(event)->key();
        return key == Qt::Key_Return || key == Qt::Key_Enter;
    };
    const bool isLeft = event->type() == QEvent::FocusOut || (event->type() == QEvent::KeyPress && isReturn());
    if (isLeft && !field_.hasAcceptableInput())
        say();
    return false;
}

QString NumberReason::reason() const
{
    const QString name = field_.accessibleName();
    if (const auto* whole = qobject_cast<const QSpinBox*>(&field_)) {
        const bool isOrWord = !whole->specialValueText().isEmpty();
        const QString sentence = isOrWord ? tr("%1 is a whole number from %2 to %3, or “%4”.") : tr("%1 is a whole number from %2 to %3.");
        const QString range = sentence.arg(name).arg(whole->minimum() + isOrWord).arg(whole->maximum());
        return isOrWord ? range.arg(whole->specialValueText()) : range;
    }
    const auto& box = static_cast<const QDoubleSpinBox&>(field_);
    return tr("%1 is a number from %2 to %3.").arg(name).arg(box.minimum()).arg(box.maximum());
}

void NumberReason::say()
{
    if (!std::exchange(isSaid_, true))
        usualDescription_ = field_.accessibleDescription();
    field_.setAccessibleDescription(reason());
    QToolTip::showText(field_.mapToGlobal(field_.rect().bottomLeft()), reason(), &field_);
}

void NumberReason::fallSilent()
{
    if (!std::exchange(isSaid_, false))
        return;
    field_.setAccessibleDescription(usualDescription_);
    QToolTip::hideText();
}

} // namespace continuo::ui
