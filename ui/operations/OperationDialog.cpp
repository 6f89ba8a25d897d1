// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/OperationDialog.h"

#include "core/edit/Overlaps.h"
#include "ui/Settings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMetaEnum>
#include <QPushButton>

#include <algorithm>

namespace continuo::ui {

namespace {

QString settingOf(const Operation& operation, const Parameter& parameter)
{
    const char* command = QMetaEnum::fromType<Command>().valueToKey(static_cast<int>(operation.command));
    return QStringLiteral("operations/%1/%2").arg(QLatin1String(command), QLatin1String(parameter.id));
}

} // namespace

OperationDialog::OperationDialog(const Operation& operation, OperationPlace place, QWidget* parent)
    : QDialog(parent), operation_(operation), place_(place), before_(place.state.selection())
{
    setWindowTitle(tr(operation.title));
    setObjectName(QStringLiteral("operationDialog"));
    auto* explanation = new QLabel(tr(operation.explanation), this);
    explanation->setWordWrap(true);
    auto* form = new QFormLayout;
    for (const Parameter& parameter : operation.parameters)
        addField(parameter, *form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    confirm_ = buttons->button(QDialogButtonBox::Ok);
    confirm_->setText(tr(operation.title));
    auto* rows = new QVBoxLayout(this);
    rows->setSizeConstraint(QLayout::SetFixedSize); // grows by the line of an objection
    rows->addWidget(explanation);
    rows->addLayout(form);
    rows->addStretch(1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    look();
}

void OperationDialog::addField(const Parameter& parameter, QFormLayout& form)
{
    const QString kept = operation_.shown ? operation_.shown(place_, parameter.id) : keptSettings().value(settingOf(operation_, parameter)).toString();
    const QString shown = !kept.isEmpty() && ui::objection(parameter, kept).isEmpty() ? kept : parameter.preset;
    Field field{&parameter, nullptr, new QLabel(this)};
    if (parameter.kind == Parameter::Kind::Choice) {
        auto* choices = new QComboBox(this);
        choices->addItems(parameter.choices);
        choices->setCurrentText(shown);
        connect(choices, &QComboBox::currentTextChanged, this, &OperationDialog::look);
        field.widget = choices;
    } else {
        auto* line = new QLineEdit(shown, this);
        line->installEventFilter(this);
        if (fields_.empty())
            line->selectAll(); // it has the focus: what is typed takes its place
        connect(line, &QLineEdit::textChanged, this, &OperationDialog::look);
        field.widget = line;
    }
    field.widget->setObjectName(QLatin1String(parameter.id));
    field.objection->setObjectName(QLatin1String(parameter.id) + QStringLiteral("Objection"));
    const QString unit = *parameter.unit == '\0' ? QString() : QStringLiteral(" (%1)").arg(tr(parameter.unit));
    form.addRow(tr(parameter.label) + unit + QLatin1Char(':'), field.widget);
    form.addRow(field.objection);
    fields_.push_back(field);
}

QString OperationDialog::typed(const Field& field) const
{
    if (const auto* choices = qobject_cast<const QComboBox*>(field.widget))
        return choices->currentText();
    return static_cast<const QLineEdit*>(field.widget)->text();
}

std::optional<Values> OperationDialog::values() const
{
    Values values;
    for (const Field& field : fields_) {
        if (!ui::objection(*field.parameter, typed(field)).isEmpty())
            return std::nullopt;
        values.set(*field.parameter, typed(field));
    }
    return values;
}

Edit OperationDialog::editOf(const Values& values) const
{
    Edit edit = operation_.edit(place_, values);
    return operation_.settlesOverlaps ? settlingOverlaps(std::move(edit)) : edit;
}

void OperationDialog::look()
{
    if (confirm_ == nullptr)
        return;
    for (const Field& field : fields_) {
        const QString reason = ui::objection(*field.parameter, typed(field));
        field.objection->setText(reason);
        field.objection->setVisible(!reason.isEmpty());
        field.widget->setAccessibleDescription(reason);
    }
    const std::optional<Values> wanted = values();
    confirm_->setEnabled(wanted.has_value());
    if (operation_.select)
        place_.state.setSelection(wanted ? operation_.select(place_, *wanted) : before_);
    else if (wanted)
        place_.document.preview(editOf(*wanted));
    else
        place_.document.cancelPreview();
}

void OperationDialog::done(int result)
{
    const std::optional<Values> wanted = values();
    if (result == Accepted && !wanted)
        return;
    if (result == Accepted) {
        if (!operation_.shown)
            keep();
        if (operation_.edit)
            place_.document.commit(editOf(*wanted));
    } else {
        place_.document.cancelPreview();
        if (operation_.select)
            place_.state.setSelection(before_);
    }
    QDialog::done(result);
}

void OperationDialog::keep() const
{
    QSettings settings = keptSettings();
    for (const Field& field : fields_)
        settings.setValue(settingOf(operation_, *field.parameter), typed(field));
}

bool OperationDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const auto field = std::ranges::find(fields_, watched, &Field::widget);
    const bool isNumber = field != fields_.end() && field->parameter->kind != Parameter::Kind::Text;
    if (!isNumber || (key != Qt::Key_Up && key != Qt::Key_Down))
        return QDialog::eventFilter(watched, event);
    const Parameter& parameter = *field->parameter;
    const double stepped = typed(*field).toDouble() + (key == Qt::Key_Up ? 1.0 : -1.0);
    static_cast<QLineEdit*>(field->widget)->setText(QString::number(std::clamp(stepped, parameter.least, parameter.most)));
    return true;
}

} // namespace continuo::ui
