// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/ChordList.h"
#include "core/assist/KeyFrame.h"
#include "core/assist/Prompt.h"
#include "core/assist/Score.h"

#include <vector>

namespace continuo {

/// How often the harmony may change.
enum class HarmonyPace : std::uint8_t { Bar, HalfBar, Beat };

/// The chords that the parts make together in these spans, drums aside, as far as a chord can be told; equal neighbours
/// are one. A bar without an even number of beats is not halved. Steps count from the first span.
std::vector<ToldChord> measureHarmony(const Score& score, const std::vector<int>& parts, Range<int> spans, HarmonyPace pace,
                                      const KeyFrame& frame);

/// Those of the chords, by time, that hold somewhere in the spans.
std::vector<ToldChord> harmonyGiven(const std::vector<PlacedChord>& chords, const StepGrid& grid, Range<int> spans,
                                    const KeyFrame& frame);

} // namespace continuo
