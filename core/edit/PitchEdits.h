// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/NoteRef.h"

#include <vector>

namespace continuo {

// What one does to the pitches of notes. All of them go, or none when one would leave the pitches 0..127.

/// Up or down by steps of the seven tones of the key in force where a note starts, or of `otherwise` where the song
/// names none. A note outside the scale goes to the next tone of it first, which counts as one step.
Edit transposeInScale(std::vector<NoteRef> notes, int steps, KeySignature otherwise = {});

/// All notes of the song but drums, its keys, and the pressure on single keys, up or down by so many semitones.
Edit transposeSong(int semitones);

/// Turns the notes upside down around the middle between the lowest and the highest of them.
Edit invertPitches(std::vector<NoteRef> notes);
/// Turns them upside down around a pitch.
Edit invertPitches(std::vector<NoteRef> notes, Pitch axis);

/// The pitches of each track come in the opposite order; the rhythm stays.
Edit mirrorPitches(std::vector<NoteRef> notes);

} // namespace continuo
