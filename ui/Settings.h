// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

namespace continuo::ui {

/// What is kept between starts: $XDG_CONFIG_HOME/continuo/continuo.ini.
inline QSettings keptSettings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("continuo"), QStringLiteral("continuo"));
}

} // namespace continuo::ui
