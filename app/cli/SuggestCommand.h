// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "app/cli/Engine.h"
#include "app/cli/SuggestReport.h"
#include "core/base/Result.h"

namespace continuo {

/// Does a writing command: reads the song, asks the engine (which is loaded only when the song and the options are in
/// order), checks every candidate, and writes one MIDI file for each, the report last.
/// Nothing is written when a check fails; that is told with ErrorCode::Unsatisfiable and names the check.
Result<SuggestReport> runSuggestCommand(const SuggestArguments& arguments, const LoadEngine& load);

/// OUT.mid for the first candidate (0), OUT-2.mid for the second.
std::filesystem::path candidateFile(const std::filesystem::path& output, std::size_t candidate);

} // namespace continuo
