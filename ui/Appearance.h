// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QObject>

namespace continuo::ui {

enum class ThemeChoice : std::uint8_t { System, Light, Dark, HighContrast };

/// Which theme the window wears; gives ordinary widgets its palette.
class Appearance : public QObject {
    Q_OBJECT

public:
    /// Looks at the palette that the desktop gave the application, so make it before anything changes that.
    explicit Appearance(QObject* parent = nullptr);

    ThemeChoice choice() const { return choice_; }
    const Theme& theme() const;
    void choose(ThemeChoice choice);

Q_SIGNALS:
    void changed(const continuo::ui::Theme& theme);

private:
    ThemeChoice choice_ = ThemeChoice::System;
    bool systemIsDark_;
};

} // namespace continuo::ui
