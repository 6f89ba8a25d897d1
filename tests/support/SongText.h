// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <string>
#include <string_view>

namespace continuo {

// A song as text, for the input and the expected output of tests.
//
//   Melody: C4 q | E4 q | - e | G4 h @2 v100
//   Bass: C2+G2 w
//
// Each line is a track: its name and a colon, which may be left out, then items between bars `|`:
//
//   item      pitches length {extra}      or a rest: "-" length
//   pitches   "C4", "F#3", "Bb2", 60; a chord with plus signs: "C4+E4+G4"
//   length    w h q e s t: whole, half, quarter, eighth, 16th, 32nd; then "." for dotted or "3" for a triplet: "q." "e3";
//             or ticks: "100t"
//   extra     "@2", "@2.5", "@7/3" or "@100t": it starts so many quarters or ticks into the song, else where the item
//             before ended; "v100" velocity, else 80; "muted"; "pinned"; "suggested"
//
// Every track gets one clip from 0 on that ends with its last note. Ids count from 1 in the order of the text: a
// track, its clip, its notes.

/// Throws std::invalid_argument, which fails the test, when the text is not of this form.
Song songFromText(std::string_view text);

/// The notes of the song in one spelling: chords as notes of their own, "@" only where a note does not start where the
/// one before ended. Equal texts mean equal notes in equal tracks, apart from ids and clips.
std::string textOf(const Song& song);
std::string textOf(const Track& track);

} // namespace continuo
