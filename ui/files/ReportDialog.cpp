// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/ReportDialog.h"

#include <QMessageBox>

namespace continuo::ui {

void showReport(QWidget* parent, const FileReport& report)
{
    const QString changes = report.changes.isEmpty()
                                ? QMessageBox::tr("Nothing was left out, guessed or changed.")
                                : QStringLiteral("• ") + report.changes.join(QStringLiteral("\n• "));
    auto* box = new QMessageBox(QMessageBox::Information, QStringLiteral("Continuo"), report.title, QMessageBox::Ok, parent);
    box->setObjectName(QStringLiteral("reportBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(report.kept + QStringLiteral("\n\n") + changes);
    box->open();
}

} // namespace continuo::ui
