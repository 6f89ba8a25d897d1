// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/base/Random.h"

#include <optional>
#include <vector>

namespace continuo {

/// Prompt::closeness runs from 1 to this.
inline constexpr int kClosenessValues = 8;

/// Prompt::closeness of a closeness 0..1.
int closenessValue(double closeness);

/// Hides all of a note, its pitch, or its rhythm.
enum class Blur : std::uint8_t { Everything, Pitch, Rhythm };
Blur drawBlur(Random& random);

/// What is told of notes of which each stays as it is with the probability `closeness` and is blurred otherwise: each in
/// its own way, or all in the given one.
std::vector<SourceNote> blurNotes(const std::vector<RowNote>& notes, double closeness, Random& random,
                                  std::optional<Blur> blur = std::nullopt);

/// Tells of the notes of each slot's top line whose pitch is hidden which way the line goes from the note told before.
/// Cells in order of time.
void tellContours(std::vector<SourceCell>& cells);

/// A note of the music to vary, with where it stands.
struct Structural {
    int metric = 7;     ///< metricValue()
    int steps = 1;      ///< its length
};

/// Which notes carry the phrase and are kept: round(closeness * n) of them, those on strong beats and long ones first,
/// the first and the last note of all as strong as a bar line. Same length as `notes`.
std::vector<bool> notesToKeep(const std::vector<Structural>& notes, double closeness);

} // namespace continuo
