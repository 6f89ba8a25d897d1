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

/// How much each note carries the phrase: 0 the most, as a place in the order of those on strong beats and long ones
/// first, the first and the last note of all as strong as a bar line. Same length as `notes`, each place once.
std::vector<int> structuralOrder(const std::vector<Structural>& notes);

/// How hard a draft of a variation holds on to its source, -1..1: above 0 the share of notes that must stay, the most
/// structural ones first; below 0 how strongly the source's own starts and pitches are avoided.
struct Hold {
    double value = 0;
    /// Whether the note at this place of `count` must stay.
    bool keeps(int place, int count) const { return value * count >= place + 0.5; }
    /// What is taken from the logits of the source's starts and pitches.
    float avoidance() const { return value < 0 ? static_cast<float>(-10 * value) : 0.0f; }
};

/// A first guess of the holds that lead to a resemblance (Closeness.h), the best one first, then spread around it.
std::vector<Hold> firstHolds(double resemblance, int count);

/// A hold and the resemblance that came of it.
struct HeldDraft {
    Hold hold;
    double resemblance = 0;
};

/// The holds to try next, going by those that were tried (at least one).
std::vector<Hold> nextHolds(double resemblance, std::vector<HeldDraft> tried, int count);

} // namespace continuo
