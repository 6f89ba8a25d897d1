// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "core/base/Result.h"

#include <ostream>

namespace continuo {

/// Measures the model, MIDI files and the synth, each against a floor that is measured in the same run, turn by turn,
/// so that what else the machine does falls on both. Prints a line of words and lines "METRIC name value" for each;
/// ratios are medians over the turns. A part that is not available (no model, no synth) is said and left out.
Result<void> runBenchCommand(const BenchArguments& arguments, std::ostream& out);

} // namespace continuo
