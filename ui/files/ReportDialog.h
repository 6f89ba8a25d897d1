// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace continuo::ui {

/// What became of a song on its way from or to a file.
struct FileReport {
    QString title;       ///< such as "Opened song.mid"
    QString kept;        ///< one sentence
    QStringList changes; ///< what was left out, guessed or changed, one sentence each

    bool isEmpty() const { return title.isEmpty(); }
};

/// Shows the report in a box and returns at once; the box goes when it is closed.
void showReport(QWidget* parent, const FileReport& report);

} // namespace continuo::ui
