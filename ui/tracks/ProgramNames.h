// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace continuo::ui {

/// Name of a General MIDI program, 0..127, as General MIDI level 1 lists them.
QString programName(int program);
/// Name of the family of eight programs that it belongs to.
QString programFamily(int program);

} // namespace continuo::ui
