// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/RequestCheck.h"

#include "core/assist/CellPlanner.h"
#include "core/assist/SourceMusic.h"

namespace continuo {

Result<void> checkRequest(const SuggestionRequest& request)
{
    const Result<RequestPlan> plan = planRequest(request);
    if (!plan)
        return plan.error();
    const SourceMusic source(*plan);
    return CellPlanner(*plan, source, request.task == Task::Vary && request.closeness >= 1).check();
}

} // namespace continuo
