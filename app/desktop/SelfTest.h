// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <span>
#include <string>

namespace continuo::app {

/// One thing that is looked at; what was found, or why it is not as it should be.
struct SelfCheck {
    const char* name;
    Result<std::string> (*run)();
};

std::span<const SelfCheck> selfChecks();

/// Runs all, prints one line each, and returns the exit status: 0 when all are well, else 1.
int runSelfTest();

} // namespace continuo::app
