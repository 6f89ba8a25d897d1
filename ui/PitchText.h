// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/Pitch.h"

#include <QString>

#include <optional>

namespace continuo::ui {

// Pitches as the program shows and reads them. Which octave middle C is written with is chosen once for all of it, as a
// language is. UI thread.

/// 4 (C4 is pitch 60, the default) or 3.
void setMiddleC(int octave);
int middleC();

enum class Accidentals : std::uint8_t { Sharps, Flats };

/// "F#3", or "Gb3".
QString pitchText(Pitch pitch, Accidentals accidentals = Accidentals::Sharps);
/// Reads "F#3", "Gb3" or a number 0 to 127.
std::optional<Pitch> pitchOfText(const QString& typed);

} // namespace continuo::ui
