// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <functional>

namespace continuo {

/// The exit status of a program that does `work`: 0, or the number of the ErrorCode after its sentence was written to
/// standard error. An exception, out of memory above all, is ErrorCode::Unavailable.
int exitStatusOf(const std::function<Result<void>()>& work);

} // namespace continuo
