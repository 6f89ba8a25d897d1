// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Theme.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr QColor rgb(unsigned value, int alpha = 255)
{
    return QColor(static_cast<int>(value >> 16 & 255u), static_cast<int>(value >> 8 & 255u),
                  static_cast<int>(value & 255u), alpha);
}

} // namespace

QColor Theme::track(int index) const
{
    return tracks[static_cast<std::size_t>(std::max(index, 0)) % tracks.size()];
}

QColor Theme::degree(int index) const
{
    constexpr std::array<int, 7> kRoundTheCircle{1, 3, 7, 2, 5, 0, 4};
    const bool isTone = index >= 0 && index < static_cast<int>(kRoundTheCircle.size());
    return isTone ? track(kRoundTheCircle[static_cast<std::size_t>(index)]) : mutedText;
}

const Theme& lightTheme()
{
    static const Theme theme{
        .window = rgb(0xEDEFF3), .panel = rgb(0xF7F8FA), .raised = rgb(0xFFFFFF),
        .text = rgb(0x1F242D), .mutedText = rgb(0x626B7A), .outline = rgb(0xD3D7DF),
        .accent = rgb(0x2F6FDE), .accentText = rgb(0xFFFFFF), .warning = rgb(0xB4541A),
        .whiteRow = rgb(0xFFFFFF), .blackRow = rgb(0xF2F4F8), .outsideSong = rgb(0x5A6475, 14),
        .rowLine = rgb(0xEEF0F4), .octaveLine = rgb(0xD5D9E2),
        .gridLine = rgb(0xEBEDF2), .beatLine = rgb(0xD6DAE3), .barLine = rgb(0xA3ABBA),
        .scaleTint = rgb(0x2F6FDE, 9), .tonicTint = rgb(0x2F6FDE, 26),
        .playhead = rgb(0xE2483D), .loop = rgb(0x2F6FDE, 40), .rubberBand = rgb(0x2F6FDE, 36),
        .noteOutline = rgb(0x10141C, 70), .selectedOutline = rgb(0x10141C), .noteText = rgb(0xFFFFFF),
        .whiteKey = rgb(0xFFFFFF), .blackKey = rgb(0x3A404C), .keyText = rgb(0x747D8C), .pressedKey = rgb(0x8DB4F5),
        .suggestion = rgb(0x8A4FD8),
        .tracks = {rgb(0x3B7DDD), rgb(0xD9604A), rgb(0x2F9E62), rgb(0xC08415), rgb(0x8561D0), rgb(0x1C959C),
                   rgb(0xC94F8C), rgb(0x75932A), rgb(0x647A99), rgb(0xA0704C)},
    };
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme{
        .window = rgb(0x1A1C21), .panel = rgb(0x202329), .raised = rgb(0x2A2E36),
        .text = rgb(0xDFE3EA), .mutedText = rgb(0x949DAC), .outline = rgb(0x363B45),
        .accent = rgb(0x5B9BF8), .accentText = rgb(0x0E141F), .warning = rgb(0xF0A35E),
        .whiteRow = rgb(0x24272E), .blackRow = rgb(0x1E2127), .outsideSong = rgb(0x000000, 46),
        .rowLine = rgb(0x2A2D35), .octaveLine = rgb(0x3A3F4A),
        .gridLine = rgb(0x2B2F37), .beatLine = rgb(0x363B45), .barLine = rgb(0x596171),
        .scaleTint = rgb(0x5B9BF8, 10), .tonicTint = rgb(0x5B9BF8, 28),
        .playhead = rgb(0xFF6B5E), .loop = rgb(0x5B9BF8, 46), .rubberBand = rgb(0x5B9BF8, 40),
        .noteOutline = rgb(0x0A0C10, 130), .selectedOutline = rgb(0xFFFFFF), .noteText = rgb(0x11151C),
        .whiteKey = rgb(0xCDD2DB), .blackKey = rgb(0x25282F), .keyText = rgb(0x4C5462), .pressedKey = rgb(0x5B9BF8),
        .suggestion = rgb(0xC39BFF),
        .tracks = {rgb(0x6BA6F7), rgb(0xF08A74), rgb(0x6CCB91), rgb(0xE8BC5E), rgb(0xB598F2), rgb(0x58C8CC),
                   rgb(0xEA8ABB), rgb(0xB0CB62), rgb(0x98ABC6), rgb(0xD0A480)},
    };
    return theme;
}

const Theme& highContrastTheme()
{
    static const Theme theme{
        .window = rgb(0x000000), .panel = rgb(0x000000), .raised = rgb(0x333333),
        .text = rgb(0xFFFFFF), .mutedText = rgb(0xE6E6E6), .outline = rgb(0xFFFFFF),
        .accent = rgb(0xFFE14D), .accentText = rgb(0x000000), .warning = rgb(0xFFB347),
        .whiteRow = rgb(0x1C1C1C), .blackRow = rgb(0x000000), .outsideSong = rgb(0x000000, 90),
        .rowLine = rgb(0x3A3A3A), .octaveLine = rgb(0x9A9A9A),
        .gridLine = rgb(0x3C3C3C), .beatLine = rgb(0x707070), .barLine = rgb(0xE6E6E6),
        .scaleTint = rgb(0xFFE14D, 14), .tonicTint = rgb(0xFFE14D, 52),
        .playhead = rgb(0xFF4D4D), .loop = rgb(0xFFE14D, 60), .rubberBand = rgb(0xFFE14D, 60),
        .noteOutline = rgb(0xFFFFFF), .selectedOutline = rgb(0xFFFFFF), .noteText = rgb(0x000000),
        .whiteKey = rgb(0xFFFFFF), .blackKey = rgb(0x000000), .keyText = rgb(0x000000), .pressedKey = rgb(0xFFE14D),
        .suggestion = rgb(0xFF66FF),
        .tracks = {rgb(0x66B3FF), rgb(0xFF8A70), rgb(0x5CFF9D), rgb(0xFFD75E), rgb(0xCDA6FF), rgb(0x4DF0F5),
                   rgb(0xFF9AD5), rgb(0xC8F25A), rgb(0xC4D6F2), rgb(0xFFC08A)},
    };
    return theme;
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
    set(QPalette::Window, theme.window);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.raised);
    set(QPalette::AlternateBase, theme.panel);
    set(QPalette::Text, theme.text);
    set(QPalette::PlaceholderText, theme.mutedText);
    set(QPalette::Button, theme.panel == theme.window ? theme.raised : theme.panel); // else it would not be seen
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.warning);
    set(QPalette::ToolTipBase, theme.raised);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::Highlight, theme.accent);
    set(QPalette::HighlightedText, theme.accentText);
    set(QPalette::Link, theme.accent);
    set(QPalette::Light, theme.raised);
    set(QPalette::Midlight, theme.panel);
    set(QPalette::Mid, theme.outline);
    set(QPalette::Dark, mixed(theme.outline, theme.text, 0.2));
    set(QPalette::Shadow, mixed(theme.window, QColor(Qt::black), 0.4));
    const QColor faint = mixed(theme.mutedText, theme.window, 0.45);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

QColor mixed(const QColor& a, const QColor& b, double amount)
{
    const auto channel = [amount](int from, int to) {
        return std::clamp(static_cast<int>(from + (to - from) * amount + 0.5), 0, 255);
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()),
            channel(a.alpha(), b.alpha())};
}

} // namespace continuo::ui
