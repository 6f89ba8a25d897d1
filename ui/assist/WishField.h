// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/WishTable.h"

#include <QObject>

class QGridLayout;
class QLabel;
class QWidget;

namespace continuo::ui {

/// The field of one wish: its label, something to set it with, what came of it, and below what is wrong with it.
class WishField : public QObject {
    Q_OBJECT

public:
    /// Puts its widgets into the next rows of a grid of two columns. `wish` outlives the field.
    WishField(const Wish& wish, QWidget& panel, QGridLayout& grid);

    const Wish& wish() const { return wish_; }
    /// As Wish::read has it.
    QVariant value() const;
    /// Shows the value; `changed` is not emitted.
    void setValue(const QVariant& value);
    /// Shows what a suggestion has of what was wished; empty for nothing.
    void setMeasured(const QString& text);
    /// Why what was typed will not do; empty when it will.
    QString objection() const;

Q_SIGNALS:
    void changed();

private:
    void buildNumber(QWidget& panel, QGridLayout& grid, int row);
    void buildSlider(QWidget& panel, QGridLayout& grid, int row);
    void buildChoice(QWidget& panel, QGridLayout& grid, int row);
    void buildChoices(QWidget& panel, QGridLayout& grid, int row);
    void buildText(QWidget& panel, QGridLayout& grid, int row);
    void addLabel(QWidget& panel, QGridLayout& grid, int row);
    /// Says which of several choices were made.
    void showChoices();
    QString text() const;
    bool isWished() const;
    void showSlider();
    void judge();

    const Wish& wish_;
    QWidget* editor_ = nullptr;
    QWidget* wishes_ = nullptr;     ///< the switch of a slider that need not be wished for
    QLabel* reading_ = nullptr;     ///< the slider's value
    QLabel* measured_ = nullptr;
    QLabel* objection_ = nullptr;   ///< of a text
};

} // namespace continuo::ui
