// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/Score.h"
#include "core/base/Range.h"

#include <span>
#include <vector>

namespace continuo {

/// A note as measures see it.
struct HeardNote {
    int part = 0;
    int step = 0;       ///< from the start of the excerpt
    int pitch = 0;      ///< of the song; drum sounds are kDrumPitchBase + sound
    int steps = 1;      ///< its length
    auto operator<=>(const HeardNote&) const = default;

    bool isDrum() const { return pitch >= kDrumPitchBase; }
};

/// Some bars of some parts of a piece.
struct Excerpt {
    std::vector<StepSpan> spans;        ///< its bars; steps of notes count from the first one's start
    std::vector<int> parts;             ///< those that it is about, with or without notes
    std::vector<HeardNote> notes;       ///< by part, step, pitch
    int tonic = 0;                      ///< pitch class of C in major, A in minor: KeyFrame::shift

    int steps() const;
    /// Sorts the notes, and ends them where the excerpt ends.
    void tidy();
    double quarters() const { return static_cast<double>(steps()) / kStepsPerQuarter; }
    /// Pitch class above the tonic, 0..11.
    int degree(int pitch) const { return ((pitch - tonic) % 12 + 12) % 12; }
};

Excerpt excerptOf(const Score& score, std::span<const int> parts, Range<int> spans, const KeyFrame& frame);

/// The top note of each onset of a part, in time; no drums.
std::vector<HeardNote> topLine(const Excerpt& excerpt, int part);

/// Pitches that sound at a step, each once, ascending; no drums. `parts` empty: in any part.
std::vector<int> soundingAt(const Excerpt& excerpt, int step, std::span<const int> parts = {});

} // namespace continuo
