// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/Parameter.h"

#include <QObject>

namespace continuo::ui {

QString objection(const Parameter& parameter, const QString& typed)
{
    const QString label = QObject::tr(parameter.label), text = typed.trimmed();
    if (parameter.kind == Parameter::Kind::Text)
        return parameter.textObjection ? parameter.textObjection(text) : QString();
    if (parameter.kind == Parameter::Kind::Choice)
        return parameter.choices.contains(text) ? QString() : QObject::tr("%1 is one of %2.").arg(label, parameter.choices.join(QStringLiteral(", ")));
    bool isNumber = false;
    const double number = parameter.kind == Parameter::Kind::Whole ? text.toInt(&isNumber) : text.toDouble(&isNumber);
    if (isNumber && parameter.least <= number && number <= parameter.most)
        return {};
    const QString range = parameter.kind == Parameter::Kind::Whole ? QObject::tr("%1 is a whole number from %2 to %3%4.")
                                                                  : QObject::tr("%1 is a number from %2 to %3%4.");
    const QString unit = *parameter.unit == '\0' ? QString() : QLatin1Char(' ') + QObject::tr(parameter.unit);
    return range.arg(label).arg(parameter.least).arg(parameter.most).arg(unit);
}

} // namespace continuo::ui
