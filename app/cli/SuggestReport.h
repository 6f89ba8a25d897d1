// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/check/Check.h"

#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// One candidate as it was written.
struct WrittenCandidate {
    std::filesystem::path file;
    Suggestion suggestion;
    std::vector<CheckFinding> checks;
};

/// What `--json` of the writing commands tells.
struct SuggestReport {
    std::filesystem::path input;
    SuggestionRequest request;
    std::string model, device;
    std::vector<std::string> notices;      ///< of reading the song
    std::vector<WrittenCandidate> candidates;
    double firstNoteSeconds = 0;           ///< from asking to the first note, the model being loaded
    double seconds = 0;                    ///< from asking to the last candidate
};

/// The report as JSON text.
std::string reportText(const SuggestReport& report);

} // namespace continuo
