// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

namespace continuo {

/// What can be told of a request without a network: fails with code Usage or Unsatisfiable and the sentence with which
/// the engine would refuse it before its first note. What passes may still run into a dead end, which the engine says.
Result<void> checkRequest(const SuggestionRequest& request);

} // namespace continuo
