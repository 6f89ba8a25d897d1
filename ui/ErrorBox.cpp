// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ErrorBox.h"

#include <QMessageBox>

namespace continuo::ui {

void showErrorBox(QWidget* parent, const QString& sentence)
{
    auto* box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Continuo"), sentence, QMessageBox::Ok, parent);
    box->setObjectName(QStringLiteral("errorBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

} // namespace continuo::ui
