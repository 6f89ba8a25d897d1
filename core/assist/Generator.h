// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/assist/Suggestion.h"

#include <functional>
#include <stop_token>

namespace continuo {

/// Carries a request out: plans it, lets the network write cell after cell under the request's rules, and reports every
/// note as it is born. Ends with exactly one Finished or Failed event; when `stop` is asked for, with Failed of code
/// Cancelled, within one row. The same request and model give the same events. Runs in the caller's thread.
void generate(RowModel& model, const SuggestionRequest& request, std::stop_token stop,
              const std::function<void(const SuggestionEvent&)>& emit);

} // namespace continuo
