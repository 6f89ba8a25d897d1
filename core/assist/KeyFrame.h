// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"
#include "core/assist/Score.h"
#include "core/theory/KeySignature.h"

#include <optional>

namespace continuo {

/// The network works in one key: pitches are shifted so that the tonic is C in major and A in minor, by -5..6
/// semitones, and shifted back afterwards. Drums are not shifted.
struct KeyFrame {
    int shift = 0;         ///< frame pitch = song pitch - shift
    int mode = 2;          ///< 0 major, 1 minor, 2 unknown

    /// Of the frame's own key, as a pitch class of the frame: C in major, A in minor; C where the mode is unknown.
    int tonic() const { return mode == 1 ? 9 : 0; }
    /// Into the frame; a pitch that would leave 0..127 moves by an octave.
    RowNote into(RowNote note) const;
    /// Back to the song. Undoes into(), but for the octave moves.
    RowNote outOf(RowNote note) const;
};

KeyFrame frameOfKey(KeySignature key);

/// The likeliest key of the notes (drums aside) by correlation of their durations per pitch class with the key
/// profiles of Krumhansl and Kessler (Cognitive Foundations of Musical Pitch, 1990). None without notes.
std::optional<KeySignature> estimateKey(const Score& score, Range<int> spans);

} // namespace continuo
