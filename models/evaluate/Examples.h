// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/base/Result.h"
#include "models/evaluate/Study.h"

#include <filesystem>
#include <functional>
#include <string>

namespace continuo {

/// Writes music to listen to into a folder, which is made: for each corpus and task one held-out piece as MIDI with eight
/// candidates in it, CORPUS-TASK-1.mid and so on, the piece itself as CORPUS-TASK-own.mid, and examples.tsv, which says
/// which bars of which file are new.
Result<void> writeExamples(RowModel& model, const StudyOptions& options, const std::filesystem::path& folder,
                           const std::function<void(const std::string&)>& say);

} // namespace continuo
