// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/check/Promises.h"

namespace continuo {

/// What the request promises, for the checker. A locked scale is promised when the request names its key.
Promises promisesOf(const SuggestionRequest& request);

} // namespace continuo
