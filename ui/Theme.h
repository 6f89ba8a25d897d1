// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace continuo::ui {

/// Every colour of the window, as one row of a table. A value; those there are come from lightTheme, darkTheme and highContrastTheme.
struct Theme {
    QColor window, panel, raised, text, mutedText, outline, accent, accentText, warning;
    QColor whiteRow, blackRow, outsideSong;             ///< rows of the roll; behind the last bar
    QColor rowLine, octaveLine, gridLine, beatLine, barLine; ///< from faint to strong
    QColor scaleTint, tonicTint;                        ///< laid over the rows of the key in force; with alpha
    QColor playhead, loop, rubberBand;                  ///< loop and rubber band with alpha
    QColor noteOutline, selectedOutline, noteText;
    QColor whiteKey, blackKey, keyText, pressedKey;
    QColor suggestion;                                  ///< mark of what a suggestion wrote
    std::array<QColor, 10> tracks;

    /// Colour of a track; indices beyond the table start over, negative ones count as 0.
    QColor track(int index) const;
    /// Colour of the tone of a key: 0 (the tonic) .. 6 around the circle of colours, grey for all others.
    QColor degree(int index) const;
};

const Theme& lightTheme();
const Theme& darkTheme();
/// White on black, with full colours and strong lines.
const Theme& highContrastTheme();

/// The palette that gives ordinary widgets the theme's colours.
QPalette paletteOf(const Theme& theme);

/// `amount` 0 gives a, 1 gives b; between them per channel in sRGB.
QColor mixed(const QColor& a, const QColor& b, double amount);

} // namespace continuo::ui
