// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"
#include "support/SongText.h"

#include <numeric>
#include <string_view>
#include <vector>

namespace continuo {

/// All of a song as text, its tracks as parts 0, 1, ...
inline Excerpt excerptFromText(std::string_view text)
{
    const Song song = songFromText(text);
    const Score score = makeScore(song, 1, song.lastBar());
    std::vector<int> parts(score.parts.size());
    std::iota(parts.begin(), parts.end(), 0);
    return excerptOf(score, parts, {0, score.grid.size()}, {});
}

} // namespace continuo
