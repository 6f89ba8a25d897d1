// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Appearance.h"

#include <QApplication>

namespace continuo::ui {

Appearance::Appearance(QObject* parent)
    : QObject(parent), systemIsDark_(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QApplication::setPalette(paletteOf(theme()));
}

const Theme& Appearance::theme() const
{
    if (choice_ == ThemeChoice::HighContrast)
        return highContrastTheme();
    const bool dark = choice_ == ThemeChoice::Dark || (choice_ == ThemeChoice::System && systemIsDark_);
    return dark ? darkTheme() : lightTheme();
}

void Appearance::choose(ThemeChoice choice)
{
    choice_ = choice;
    QApplication::setPalette(paletteOf(theme()));
    Q_EMIT changed(theme());
}

} // namespace continuo::ui
