// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/KeyFrame.h"
#include "core/assist/Rows.h"
#include "core/assist/Score.h"
#include "core/assist/Suggestion.h"

#include <array>
#include <optional>
#include <vector>

namespace continuo {

/// One cell: a span of the score's grid in one slot.
struct CellRef {
    int span = 0;
    int slot = 0;
    bool operator==(const CellRef&) const = default;
};

/// A note of the music to vary, as far as it is told: what is hidden is for the network to find.
struct SourceNote {
    RowNote note;          ///< in the song's key
    bool onsetHidden = false, pitchHidden = false, durationHidden = false;
    std::optional<int> contour{}; ///< where the pitch is hidden: contourValue() of the step that led to it
};

/// 0..4: a leap down (more than 4 semitones), a smaller step down, the same pitch, a smaller step up, a leap up.
constexpr int contourValue(int semitones)
{
    return semitones < -4 ? 0 : semitones < 0 ? 1 : semitones == 0 ? 2 : semitones <= 4 ? 3 : 4;
}

struct SourceCell {
    CellRef cell;
    std::vector<SourceNote> notes;
};

/// What is asked of one slot; what is not set is not said. Pitches are in the key frame.
struct Control {
    int slot = 0;
    std::optional<double> density;   ///< notes that start, per quarter note
    std::optional<double> meanPitch;
    std::optional<int> polyphony;    ///< most notes sounding at once
    std::optional<int> lowest, highest;
    bool scaleLock = false;
    std::optional<double> stepShare, leapShare, syncopation; ///< Features.h
    std::optional<int> span;         ///< semitones, widest between notes sounding together

    bool hasLimits() const { return density || meanPitch || polyphony || lowest || highest || scaleLock; }
    bool hasShape() const { return stepShare || leapShare || syncopation || span; }
    bool saysSomething() const { return hasLimits() || hasShape(); }
};

/// What is asked of all written slots together; what is not set is not said. Features.h says what they mean.
struct Mood {
    std::optional<double> brightness, energy, closing;
    bool saysSomething() const { return brightness || energy || closing; }
};

/// The harmony from a place of the target on.
struct ToldChord {
    int step = 0;                       ///< from the start of the target; the harmony before may have begun earlier
    unsigned pitchClasses = 0;          ///< bit n: pitch class n of the key frame; 0: no chord
    bool operator==(const ToldChord&) const = default;
};

/// What the source of a variation tells of the target.
enum class SourceKind : std::uint8_t {
    Blurred,    ///< all of it that is told is true of the target
    Likeness,   ///< the target resembles it, as closely as Prompt::closeness says
};

/// One request in the network's terms; training examples are prompts with their answer known. The sequence is
/// [Global] [context cells, by time] [source cells] [mood, chords, controls] [target cells: header, notes; header, notes; ...]
struct Prompt {
    Task task = Task::Continue;
    int style = 0;                      ///< styleNames()
    KeyFrame frame;
    int meter = 0, tempo = 0;           ///< meterValue(), tempoValue() where the target begins
    int closeness = 0;                  ///< vary: 1..8 for a share of what stays, or a resemblance, above 0 up to 1; 0 not said
    std::vector<int> slots;             ///< slot -> part of the score; at most kMaxSlots
    int firstTargetSpan = 0;            ///< times and bar offsets count from here
    std::vector<CellRef> context;       ///< by span, then slot
    SourceKind sourceKind = SourceKind::Blurred;
    std::vector<SourceCell> source;
    Mood mood;
    std::vector<ToldChord> chords;      ///< by step; empty: nothing is said of the harmony
    std::vector<Control> controls;
    std::vector<CellRef> target;        ///< in the order they are written
};

int meterValue(const Meter& meter);
int tempoValue(double bpm);
/// 0..7: bar line, half bar, beat, half beat, quarter of a beat, third of a beat, sixth of a beat, anything else.
int metricValue(const StepSpan& span, int onset);

Row globalRow(const Prompt& prompt);
Row headerRow(const Prompt& prompt, const Score& score, CellRef cell, RowKind kind);
/// `framed` is in the key frame.
Row noteRow(const Prompt& prompt, const Score& score, CellRef cell, const RowNote& framed, RowKind kind);
Row sourceNoteRow(const Prompt& prompt, const Score& score, CellRef cell, const SourceNote& note);
Row controlRow(const Control& control);
Row shapeRow(const Control& control);
Row moodRow(const Mood& mood);
/// Up to seven of the chord's tones, from the lowest pitch class on.
Row chordRow(const ToldChord& chord);

/// What is known after a row: the next note of its cell, or the cell's end.
struct RowTarget {
    static constexpr int kNothing = -1;
    int onset = kNothing;    ///< kEndOfCell at the end; kNothing when the row is followed by no choice
    int pitch = kNothing;    ///< kNothing at the end
    int duration = kNothing;
    bool isContext = false;
};

/// Rows with what follows each, for training and for likelihoods; same length.
struct Example {
    std::vector<Row> rows;
    std::vector<RowTarget> targets;
};

/// Everything before the first target cell.
Example prefixOf(const Prompt& prompt, const Score& score);
/// The prefix and the target cells with the notes that the score has there.
Example exampleOf(const Prompt& prompt, const Score& score);

/// Rows that cells of the score take.
int rowsOf(const Score& score, const std::vector<int>& slots, Range<int> spans);

/// Which cells around the target may be shown.
struct ContextLimits {
    int rows = 256;            ///< at most so many rows of context
    int pastSpans = kSpansHeardBefore;
    int futureSpans = kSpansHeardAfter;
    bool insideTarget = true;  ///< the other slots in the target's spans are given
    std::vector<bool> given;   ///< by slot: whether the slot is shown outside the target; empty: all are
};

/// Fills prompt.context: first what lies inside the target's spans (all of it, whatever the limit), then past and
/// future spans, the nearest first, whole spans only.
void addContext(Prompt& prompt, const Score& score, Range<int> targetSpans, const ContextLimits& limits);

} // namespace continuo
