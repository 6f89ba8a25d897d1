// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/RollAccess.h"

#include <QAccessibleInterface>

namespace continuo::ui {

/// One note for assistive technology.
class NoteInterface : public QAccessibleInterface, public QAccessibleActionInterface, public QAccessibleValueInterface {
public:
    /// `access` lives longer.
    NoteInterface(RollAccess& access, NoteRef note) : access_(access), ref_(note) {}

    bool isValid() const override { return note().has_value(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return access_.roll().window()->windowHandle(); }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(&access_.roll()); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString& name) override;
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    /// The velocity.
    QVariant currentValue() const override;
    void setCurrentValue(const QVariant& value) override;
    QVariant minimumValue() const override { return 1; }
    QVariant maximumValue() const override { return 127; }
    QVariant minimumStepSize() const override { return 1; }

    NoteRef ref() const { return ref_; }

private:
    std::optional<Note> note() const;

    RollAccess& access_;
    NoteRef ref_;
};

} // namespace continuo::ui
