// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "core/base/Result.h"

#include <ostream>

namespace continuo {

/// `train`: progress goes to `progress`, a line at a time.
Result<void> runTrainCommand(const TrainArguments& arguments, std::ostream& progress);

/// `evaluate`: the tables go to `out`, and with --json to that file as well; progress goes to `progress`.
Result<void> runEvaluateCommand(const EvaluateArguments& arguments, std::ostream& out, std::ostream& progress);

} // namespace continuo
