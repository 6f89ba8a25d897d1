// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Actions.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QTreeWidget;

namespace continuo::ui {

/// Whether every word typed begins or stands inside some word of the text; upper and lower case are the same.
bool hasWords(const QString& text, const QString& typed);

/// Finds a command by words of its name and does it: type, choose with the arrow keys, Return.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(Actions& actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& words);
    void run();

    Actions& actions_;
    QLineEdit* words_;
    QTreeWidget* commands_;
    QLabel* objection_; ///< seen when no command has the words
};

} // namespace continuo::ui
