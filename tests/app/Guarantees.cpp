// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guarantees.h"

#include "app/cli/PromisesOf.h"
#include "core/assist/Generator.h"

namespace continuo {

void GuaranteeCount::ask(RowModel& model, const SuggestionRequest& request)
{
    ++requests;
    std::vector<Suggestion> candidates;
    Error failure;
    bool failed = false;
    generate(model, request, {}, [&](const SuggestionEvent& event) {
        if (event.kind == SuggestionEvent::Kind::Candidate)
            candidates.push_back(event.suggestion);
        if (event.kind == SuggestionEvent::Kind::Failed) {
            failed = true;
            failure = event.error;
        }
    });
    if (failed) {
        ++refused;
        const bool isUsage = failure.code == ErrorCode::Usage && !request.lockedNotes.empty(); // none lay in what is written
        if (failure.code != ErrorCode::Unsatisfiable && !isUsage)
            violations.push_back("refused otherwise: " + failure.message);
        return;
    }
    ++served;
    const Promises promises = promisesOf(request);
    for (const Suggestion& candidate : candidates) {
        notes += static_cast<long>(candidate.notes.size());
        for (const CheckFinding& finding : checkPromises(promises, withSuggestion(request.song, candidate))) {
            bound[finding.name] += static_cast<long>(candidate.notes.size());
            if (!finding.kept)
                violations.push_back(std::string(taskName(request.task)) + " with seed " + std::to_string(request.sampling.seed) + ", "
                                     + finding.name + ": " + finding.broken);
        }
    }
}

} // namespace continuo
