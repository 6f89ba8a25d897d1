// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Random.h"

namespace continuo {

/// A song of up to four parts (a line, chords, a bass line, drums) in any meter, on the grid or a little beside it, with
/// what songs have: notes that ring over, muted ones, doubled ones.
Song randomSong(Random& random);

/// A request for such a song, with any combination of locks and limits. Some of them cannot be had.
SuggestionRequest randomRequest(Random& random);

} // namespace continuo
