// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/notation/NoteValue.h"
#include "core/song/MeterMap.h"

#include <vector>

namespace continuo {

/// A stretch of a bar as a row of tied note values, so that none hides a stronger beat than a reader expects.
/// `ticks` counts from the begin of the bar and lies on 64ths.
std::vector<Range<Tick>> splitByMeter(const Meter& meter, Range<Tick> ticks);

} // namespace continuo
