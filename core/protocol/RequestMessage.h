// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/protocol/Fields.h"

// A request as a message. Private to core/protocol.

namespace continuo::protocol {

Json toJson(const SuggestionRequest& request);

/// Takes all fields; refuses those that it does not know.
SuggestionRequest requestIn(Fields& fields);

} // namespace continuo::protocol
