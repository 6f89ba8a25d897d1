// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractSpinBox;

namespace continuo::ui {

/// Says at a number field why it refuses what is typed: a key that no number has there, or a number that is put back when
/// the field is left. The reason is a tool tip below the field and its accessible description, until something that will
/// do is typed. The sentence calls the field by its accessible name.
class NumberReason : public QObject {
public:
    /// Watches the field, a QSpinBox or QDoubleSpinBox, as long as it lives.
    explicit NumberReason(QAbstractSpinBox& field);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString reason() const;
    void say();
    void fallSilent();

    QAbstractSpinBox& field_;
    QString usualDescription_;
    bool isSaid_ = false;
};

} // namespace continuo::ui
