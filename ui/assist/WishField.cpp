// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/WishField.h"

#include "ui/NumberReason.h"
#include "ui/assist/StayingMenu.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

#include <cmath>

namespace continuo::ui {

namespace {

using Kind = Wish::Kind;
constexpr int kPercent = 100;   ///< steps of a slider for shares

/// Steps of the slider in one of the wish's units.
double stepsPerUnit(const Wish& wish)
{
    return wish.most <= 1 ? kPercent : 1;
}

} // namespace

WishField::WishField(const Wish& wish, QWidget& panel, QGridLayout& grid) : QObject(&panel), wish_(wish)
{
    const int row = grid.rowCount();
    measured_ = new QLabel(&panel);
    measured_->setObjectName(QLatin1String(wish.id) + QStringLiteral("Measured"));
    measured_->setForegroundRole(QPalette::PlaceholderText);
    measured_->setTextFormat(Qt::PlainText);
    measured_->hide();
    switch (wish.kind) {
    case Kind::Whole:
    case Kind::Decimal: buildNumber(panel, grid, row); break;
    case Kind::Slider: buildSlider(panel, grid, row); break;
    case Kind::Choice: buildChoice(panel, grid, row); break;
    case Kind::Choices: buildChoices(panel, grid, row); break;
    case Kind::Text: buildText(panel, grid, row); break;
    case Kind::Switch: {
        auto* box = new QCheckBox(wish.label, &panel);
        connect(box, &QCheckBox::toggled, this, &WishField::changed);
        editor_ = box;
        grid.addWidget(box, row, 0, 1, 2);
        break;
    }
    }
    editor_->setObjectName(QLatin1String(wish.id));
    editor_->setToolTip(wish.help);
    editor_->setAccessibleName(wish.label);
    if (wish.kind == Kind::Choices)
        showChoices();
    editor_->setAccessibleDescription(wish.help);
    editor_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    grid.addWidget(measured_, row + 2, 1); // a row of its own: the panel is narrow
}

void WishField::addLabel(QWidget& panel, QGridLayout& grid, int row)
{
    auto* label = new QLabel(wish_.label, &panel);
    label->setBuddy(editor_);
    label->setToolTip(wish_.help);
    grid.addWidget(label, row, 0);
    grid.addWidget(editor_, row, 1);
}

void WishField::buildNumber(QWidget& panel, QGridLayout& grid, int row)
{
    if (wish_.kind == Kind::Whole) {
        auto* box = new QSpinBox(&panel);
        box->setRange(static_cast<int>(wish_.least) - wish_.mayBeAny, static_cast<int>(wish_.most));
        if (wish_.mayBeAny)
            box->setSpecialValueText(tr("Any"));
        new NumberReason(*box);
        connect(box, &QSpinBox::valueChanged, this, &WishField::changed);
        editor_ = box;
    } else {
        auto* box = new QDoubleSpinBox(&panel);
        box->setRange(wish_.least, wish_.most);
        box->setSingleStep(0.05);
        new NumberReason(*box);
        connect(box, &QDoubleSpinBox::valueChanged, this, &WishField::changed);
        editor_ = box;
    }
    addLabel(panel, grid, row);
}

void WishField::buildSlider(QWidget& panel, QGridLayout& grid, int row)
{
    auto* slider = new QSlider(Qt::Horizontal, &panel);
    const double steps = stepsPerUnit(wish_);
    slider->setRange(static_cast<int>(std::lround(wish_.least * steps)), static_cast<int>(std::lround(wish_.most * steps)));
    slider->setPageStep(std::max(1, (slider->maximum() - slider->minimum()) / 10));
    slider->setValue((slider->minimum() + slider->maximum()) / 2);
    editor_ = slider;
    reading_ = new QLabel(&panel);
    reading_->setMinimumWidth(reading_->fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(slider, 1);
    line->addWidget(reading_);
    if (wish_.mayBeAny) {
        auto* box = new QCheckBox(wish_.label, &panel);
        box->setObjectName(QLatin1String(wish_.id) + QStringLiteral("Wished"));
        box->setToolTip(wish_.help);
        slider->setEnabled(false);
        connect(box, &QCheckBox::toggled, slider, &QSlider::setEnabled);
        connect(box, &QCheckBox::toggled, this, [this] { showSlider(); Q_EMIT changed(); });
        grid.addWidget(box, row, 0);
        wishes_ = box;
    } else {
        auto* label = new QLabel(wish_.label, &panel);
        label->setBuddy(slider);
        label->setToolTip(wish_.help);
        grid.addWidget(label, row, 0);
    }
    grid.addLayout(line, row, 1);
    connect(slider, &QSlider::valueChanged, this, [this] { showSlider(); Q_EMIT changed(); });
    showSlider();
}

void WishField::showSlider()
{
    const double value = static_cast<QSlider*>(editor_)->value() / stepsPerUnit(wish_);
    const QString text = wish_.show ? wish_.show(value) : QString::number(value);
    reading_->setText(isWished() ? text : tr("Any"));
    editor_->setAccessibleDescription(reading_->text() + QStringLiteral(". ") + wish_.help);
}

void WishField::buildChoice(QWidget& panel, QGridLayout& grid, int row)
{
    auto* box = new QComboBox(&panel);
    box->addItems(wish_.choices);
    connect(box, &QComboBox::currentIndexChanged, this, &WishField::changed);
    editor_ = box;
    addLabel(panel, grid, row);
}

void WishField::buildChoices(QWidget& panel, QGridLayout& grid, int row)
{
    auto* button = new QToolButton(&panel);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    auto* menu = new StayingMenu(button);
    button->setMenu(menu);
    connect(menu->addAction(tr("Any")), &QAction::triggered, this, [this] {
        setValue(QStringList());
        Q_EMIT changed();
    });
    menu->addSeparator();
    for (const QString& name : wish_.choices) {
        QAction* const each = menu->addAction(name);
        each->setCheckable(true);
        connect(each, &QAction::triggered, this, [this] { showChoices(); Q_EMIT changed(); });
    }
    editor_ = button;
    addLabel(panel, grid, row);
}

void WishField::showChoices()
{
    auto* const button = static_cast<QToolButton*>(editor_);
    const QStringList chosen = value().toStringList();
    button->setText(chosen.isEmpty() ? tr("Any") : chosen.join(QStringLiteral(", ")));
    button->setAccessibleName(tr("%1: %2").arg(wish_.label, button->text()));
}

void WishField::buildText(QWidget& panel, QGridLayout& grid, int row)
{
    QLineEdit* line = nullptr;
    if (wish_.choices.isEmpty()) {
        line = new QLineEdit(&panel);
        editor_ = line;
    } else {
        auto* box = new QComboBox(&panel);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->addItem(QString());
        box->addItems(wish_.choices);
        line = box->lineEdit();
        editor_ = box;
    }
    line->setPlaceholderText(tr("Any"));
    line->setAccessibleName(wish_.label);
    addLabel(panel, grid, row);
    objection_ = new QLabel(&panel);
    objection_->setObjectName(QLatin1String(wish_.id) + QStringLiteral("Objection"));
    objection_->setWordWrap(true);
    objection_->setForegroundRole(QPalette::BrightText);
    objection_->hide();
    grid.addWidget(objection_, row + 1, 0, 1, 2);
    connect(line, &QLineEdit::textChanged, this, [this] { judge(); Q_EMIT changed(); });
}

void WishField::judge()
{
    objection_->setText(objection());
    objection_->setVisible(!objection_->text().isEmpty());
    editor_->setAccessibleDescription(objection_->text().isEmpty() ? wish_.help : objection_->text());
}

QString WishField::objection() const
{
    if (wish_.kind != Kind::Text)
        return {};
    return wish_.objection(text());
}

QString WishField::text() const
{
    const auto* box = qobject_cast<QComboBox*>(editor_);
    return box ? box->currentText() : static_cast<QLineEdit*>(editor_)->text();
}

bool WishField::isWished() const
{
    const auto* box = qobject_cast<QCheckBox*>(wishes_);
    return box == nullptr || box->isChecked();
}

QVariant WishField::value() const
{
    switch (wish_.kind) {
    case Kind::Whole: {
        const auto* box = static_cast<QSpinBox*>(editor_);
        return wish_.mayBeAny && box->value() == box->minimum() ? QVariant() : QVariant(static_cast<double>(box->value()));
    }
    case Kind::Decimal: return static_cast<QDoubleSpinBox*>(editor_)->value();
    case Kind::Slider: return isWished() ? QVariant(static_cast<QSlider*>(editor_)->value() / stepsPerUnit(wish_)) : QVariant();
    case Kind::Choice: return static_cast<QComboBox*>(editor_)->currentIndex();
    case Kind::Choices: {
        QStringList chosen;
        for (const QAction* each : static_cast<QToolButton*>(editor_)->menu()->actions())
            if (each->isChecked())
                chosen << each->text();
        return chosen;
    }
    case Kind::Text: return text();
    case Kind::Switch: return static_cast<QCheckBox*>(editor_)->isChecked();
    }
    return {};
}

void WishField::setValue(const QVariant& value)
{
    const QSignalBlocker quiet(this);
    switch (wish_.kind) {
    case Kind::Whole: {
        auto* box = static_cast<QSpinBox*>(editor_);
        box->setValue(value.isValid() ? value.toInt() : box->minimum());
        break;
    }
    case Kind::Decimal: static_cast<QDoubleSpinBox*>(editor_)->setValue(value.toDouble()); break;
    case Kind::Slider:
        if (auto* box = qobject_cast<QCheckBox*>(wishes_))
            box->setChecked(value.isValid());
        if (value.isValid())
            static_cast<QSlider*>(editor_)->setValue(static_cast<int>(std::lround(value.toDouble() * stepsPerUnit(wish_))));
        break;
    case Kind::Choice: static_cast<QComboBox*>(editor_)->setCurrentIndex(value.toInt()); break;
    case Kind::Choices:
        for (QAction* each : static_cast<QToolButton*>(editor_)->menu()->actions())
            if (each->isCheckable())
                each->setChecked(value.toStringList().contains(each->text()));
        showChoices();
        break;
    case Kind::Text:
        if (auto* box = qobject_cast<QComboBox*>(editor_))
            box->setEditText(value.toString());
        else
            static_cast<QLineEdit*>(editor_)->setText(value.toString());
        break;
    case Kind::Switch: static_cast<QCheckBox*>(editor_)->setChecked(value.toBool()); break;
    }
}

void WishField::setMeasured(const QString& text)
{
    measured_->setText(text);
    measured_->setVisible(!text.isEmpty());
    measured_->setToolTip(text.isEmpty() ? QString() : tr("What the suggestion on show has"));
}

} // namespace continuo::ui
