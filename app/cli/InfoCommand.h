// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "core/base/Result.h"

#include <string>

namespace continuo {

/// What is in a song, a model (its folder or model.json) or a SoundFont: lines for a terminal. With --json the same is
/// written to that file. Fails with ErrorCode::Input when the file is none of these.
Result<std::string> runInfoCommand(const InfoArguments& arguments);

} // namespace continuo
