// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace continuo::ui {

/// Shows the sentence of an Error in a message box and returns at once; the box goes when it is closed.
void showErrorBox(QWidget* parent, const QString& sentence);

} // namespace continuo::ui
