// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QFileInfo>

namespace continuo::ui {

/// continuo-cli: the one beside this program when there is one, else the one on PATH.
inline QString engineProgram()
{
    const QFileInfo beside(QCoreApplication::applicationDirPath() + QStringLiteral("/continuo-cli"));
    return beside.isExecutable() ? beside.absoluteFilePath() : QStringLiteral("continuo-cli");
}

} // namespace continuo::ui
