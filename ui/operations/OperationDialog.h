// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/Operation.h"

#include <QDialog>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;

namespace continuo::ui {

/// Asks for the parameters of an operation and shows what it would do while one types. What will not do is said below
/// its field, and then there is nothing to confirm. What was confirmed is offered the next time. The Up and Down keys
/// step through numbers.
class OperationDialog : public QDialog {
    Q_OBJECT

public:
    /// What `place` refers to outlives the dialog.
    OperationDialog(const Operation& operation, OperationPlace place, QWidget* parent);

    void done(int result) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Field {
        const Parameter* parameter;
        QWidget* widget;        ///< a QLineEdit, or a QComboBox for a choice
        QLabel* objection;
    };

    void addField(const Parameter& parameter, QFormLayout& form);
    QString typed(const Field& field) const;
    /// None when something is objected to.
    std::optional<Values> values() const;
    Edit editOf(const Values& values) const;
    void look();
    void keep() const;

    const Operation& operation_;
    OperationPlace place_;
    Selection before_;
    std::vector<Field> fields_;
    QPushButton* confirm_ = nullptr;
};

} // namespace continuo::ui
