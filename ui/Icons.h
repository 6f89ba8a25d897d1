// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace continuo::ui {

enum class IconName {
    None, New, Open, Save, Undo, Redo, ToStart, Play, Stop, Loop, Select, Pencil, Erase, Split,
    Continue, Harmonize, Vary, Infill, Accompany, Accept, Reject, Add, Again, Sound, Record, Metronome,
};

/// The icon, drawn sharply at any size in the colour that the application's palette has for text at that moment.
QIcon icon(IconName name);

} // namespace continuo::ui
