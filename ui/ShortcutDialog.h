// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Shortcuts.h"

#include <QDialog>

#include <functional>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace continuo::ui {

/// Every command with its keys; other keys can be given to it. What does not go is said beside the field.
class ShortcutDialog : public QDialog {
    Q_OBJECT

public:
    /// `changed` is called when a command has got other keys. `shortcuts` outlives the dialog.
    ShortcutDialog(Shortcuts& shortcuts, std::function<void()> changed, QWidget* parent);

private:
    std::optional<Command> current() const;
    void filter(const QString& words);
    void showCurrent();
    void judge();
    void take(const QKeySequence& keys);
    void restore();
    void fillKeys();

    Shortcuts& shortcuts_;
    std::function<void()> changed_;
    QLineEdit* words_;
    QTreeWidget* commands_;
    QKeySequenceEdit* keys_;
    QLabel* objection_;
    QPushButton* assign_;
    QPushButton* remove_;
    QPushButton* restore_;
};

} // namespace continuo::ui
