// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/protocol/Fields.h"
#include "core/protocol/SentSong.h"

#include <string>

// What a suggestion's events look like as messages. Private to core/protocol.

namespace continuo::protocol {

Json toJson(const SuggestionEvent& event, const TrackNumbers& tracks);

/// An event of this type: track, note, candidate, finished or failed. Fields that it does not know do not matter.
SuggestionEvent eventIn(Fields& fields, const std::string& type, const TrackNumbers& tracks, Range<Tick> target);

} // namespace continuo::protocol
