// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "core/assist/Suggestion.h"
#include "core/base/Result.h"

namespace continuo {

/// What the command line asks of this song: bars and tracks found, the key named when the scale is locked.
/// Fails with ErrorCode::Usage when an option does not fit the song and Unsatisfiable when there is nothing to work on.
Result<SuggestionRequest> requestFor(const SuggestArguments& arguments, const Song& song);

/// The tracks of the song as a user names them: "1 Flute, 2 Bass".
std::string trackList(const Song& song);

} // namespace continuo
