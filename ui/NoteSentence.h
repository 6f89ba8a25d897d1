// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <QString>

namespace continuo::ui {

// What is said of notes and places, the pitch first.

/// "bar 2 beat 1", "bar 2 beat 1.5".
QString placeSentence(const Song& song, Tick at);
/// "quarter", "dotted half", "eighth triplet", "2.7 quarters".
QString lengthSentence(Tick length);
/// "C4, bar 2 beat 1, quarter, velocity 80"; then "muted", "pinned" and "suggested" where it is so.
QString noteSentence(const Song& song, const Note& inSongTime);

} // namespace continuo::ui
