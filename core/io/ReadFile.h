// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>

namespace continuo {

/// The whole content of a regular file. Fails with ErrorCode::Input, naming the file and the reason.
Result<std::string> readFile(const std::filesystem::path& path);

} // namespace continuo
