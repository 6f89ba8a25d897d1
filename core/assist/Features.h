// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/StepGrid.h"

#include <optional>
#include <vector>

namespace continuo {

/// A note of one voice or track, in steps of its grid.
struct FeatureNote {
    int start = 0; ///< from the start of the grid
    int steps = 1; ///< its length
    int pitch = 60;
};

/// What can be asked of a track, measured. What too few notes leave open is not set.
struct Features {
    double density = 0; ///< notes that start, per quarter note
    std::optional<double> meanPitch;
    int polyphony = 0; ///< most notes sounding at once
    int span = 0;      ///< semitones, widest between notes sounding together
    std::optional<int> lowest, highest;
    std::optional<double> stepShare;   ///< of the moves of the top line, those of one or two semitones
    std::optional<double> leapShare;   ///< of the moves of the top line, those of more than four semitones
    std::optional<double> syncopation; ///< share of notes that start between two beats and sound beyond the second
};

/// Measures notes that start in the spans, by start and then from high to low. The top line is the highest note of each
/// start; repeated pitches are no moves.
Features measureFeatures(const std::vector<FeatureNote>& notes, const StepGrid& grid, Range<int> spans);

/// Moves of at most so many semitones are steps; those of more than kNoLeapSemitones are leaps.
inline constexpr int kStepSemitones = 2, kNoLeapSemitones = 4;

/// Steps from a place in a cell to the next beat after it; 0 on a beat.
int stepsToNextBeat(const StepSpan& span, int step);

/// How bright a degree sounds, `semitones` (0..11) above the tonic: 1 for what tells major from minor, 0 for what tells
/// minor from major, 0.5 for the others.
double degreeBrightness(int semitones);

/// How bright a height sounds, 0 for the C of 65 Hz (MIDI 36) or lower .. 1 for that of 1047 Hz (84) or higher.
double heightBrightness(double pitch);

/// How bright the notes sound, 0 dark .. 1 bright: half from the degrees over the tonic that tell major from minor
/// (thirds, sixths, sevenths, and the raised fourth against the lowered second), weighted by length, half from the
/// height of the mean pitch. A proxy, not a measured feeling. `tonic` is 0..11. None without notes.
std::optional<double> brightness(const std::vector<FeatureNote>& notes, int tonic);

/// How much goes on, 0 calm .. 1 lively: half from all notes that start in a quarter note together, a quarter each from
/// the tempo (50 to 200 quarter notes a minute) and from syncopation. A proxy, not a measured feeling.
double energy(double notesPerQuarter, double bpm, double syncopation);

/// What gives music its energy at a tempo.
struct Liveliness {
    double notesPerQuarter;            ///< that start in a quarter note together
    std::optional<double> syncopation; ///< not set where the usual will do
};

/// The liveliness for this energy: as many notes as it takes beside a usual syncopation, 1/8 .. `fastest`; what they cannot
/// give or must not give, syncopation gives, as far as it can.
Liveliness livelinessFor(double energy, double bpm, double fastest);

/// How finished the end sounds, 0 open .. 1 closed: the share of two beats for which nothing new starts before the end,
/// times how much what starts last is at home: half for the tonic in the bass, half for the share of the tonic's triads
/// (major or minor) in what sounds then. `tonic` is 0..11, `end` and `beat` are in steps. None without notes.
std::optional<double> closing(const std::vector<FeatureNote>& notes, int tonic, int end, int beat);

} // namespace continuo
