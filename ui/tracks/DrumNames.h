// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/Pitch.h"

#include <QString>

namespace continuo::ui {

/// What General MIDI calls the drum on that key, 27 to 87; empty for keys without one.
QString drumName(Pitch pitch);

} // namespace continuo::ui
