// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/assist/Suggestion.h"
#include "core/check/Check.h"

#include <map>
#include <string>
#include <vector>

namespace continuo {

/// What came of requests that a network answered and the checker looked at.
struct GuaranteeCount {
    int requests = 0;
    int served = 0;
    int refused = 0;                            ///< with code Unsatisfiable
    long notes = 0;                             ///< new ones in served requests
    std::map<std::string, long> bound;          ///< by finding: new notes under that promise
    std::vector<std::string> violations;        ///< one sentence each: what was broken, or a refusal of another kind

    /// Asks, waits, checks and counts.
    void ask(RowModel& model, const SuggestionRequest& request);
};

} // namespace continuo
