// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"
#include "core/theory/KeySignature.h"
#include "core/theory/Pitch.h"

#include <QString>

#include <optional>

namespace continuo {
struct Song;
}

namespace continuo::ui {

// Pitches as the program shows and reads them. Which octave middle C is written with is chosen once for all of it, as a
// language is. UI thread.

/// 4 (C4 is pitch 60, the default) or 3.
void setMiddleC(int octave);
int middleC();

enum class Accidentals : std::uint8_t { Sharps, Flats };
/// Flats in keys with flats; sharps in all others, and without a key.
Accidentals accidentalsIn(std::optional<KeySignature> key);

/// "F#3", or "Gb3".
QString pitchText(Pitch pitch, Accidentals accidentals = Accidentals::Sharps);
/// In the song's key there; negative times mean its beginning.
QString pitchText(Pitch pitch, const Song& song, Tick at);
/// Reads "F#3", "Gb3" or a number 0 to 127.
std::optional<Pitch> pitchOfText(const QString& typed);

} // namespace continuo::ui
