// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <span>

namespace continuo {

/// Becomes `continuo-study`, the program that has `train` and `evaluate` in it and LibTorch with them: 300 shared objects
/// that take 0.4 s and 150 MB before main, which nothing else has a use for. It lies beside this program, as it is
/// built, or in ../libexec/continuo, as it is installed, and gets this program's version and the words after its name.
/// Returns only on failure, with ErrorCode::Unavailable and a sentence that names the program.
Error becomeStudyProgram(std::span<const char* const> words);

} // namespace continuo
