// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/train/Chorales.h"

#include <span>
#include <vector>

namespace continuo {

/// Whether each chorale's soprano has somewhere the same 16 intervals in a row as one of `train`; repeated pitches count
/// as one note, rests end a run. Such a chorale may be a setting of a melody that was learned.
std::vector<bool> sharesSopranoRun(std::span<const Chorale> chorales, std::span<const Chorale> train);

} // namespace continuo
