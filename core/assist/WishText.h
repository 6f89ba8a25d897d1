// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Result.h"

#include <string_view>

namespace continuo {

// Wishes as a musician types them. Each fails with ErrorCode::Usage and the end of a sentence that begins with the
// wish's name: "needs two pitches from low to high such as C3-C5 or 48-72, not 'x'".

/// "C3-C5", "48-72", "Bb-1-C4".
Result<PitchRange> parsePitchRange(std::string_view text);
/// Notes that start, per quarter note: "0.5-2".
Result<DensityRange> parseDensity(std::string_view text);
/// Note values that lie on the network's grid: "1/4", "1/8T" for triplets.
Result<Tick> parseGrid(std::string_view text);

} // namespace continuo
