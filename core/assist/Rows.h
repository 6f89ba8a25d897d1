// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace continuo {

// What the network reads and writes: one row per note, and a few rows that say what the notes belong to.
// A row is a handful of numbers, each an index into one table of embeddings; the network adds them up.

/// Grows whenever fields or kinds are added, always after those that are there. A model of an older version never heard
/// of the later ones, whose embeddings are then zero; a model of a newer version is refused.
inline constexpr int kVocabularyVersion = 4;

/// The network's time grid: sixteenths, and triplets of eighths and sixteenths, fall on it.
inline constexpr int kStepsPerQuarter = 12;
/// The longest cell, six quarters. Longer bars are split.
inline constexpr int kMaxCellSteps = 72;

/// Choices of the three heads.
inline constexpr int kEndOfCell = kMaxCellSteps;      ///< the onset value that ends a cell
inline constexpr int kOnsetClasses = kMaxCellSteps + 1;
inline constexpr int kDrumPitchBase = 128;            ///< drum sound n is pitch value 128 + n
inline constexpr int kPitchClassesOut = 256;          ///< 0..127 pitches in the key frame, then 128 drum sounds
inline constexpr int kDurationClasses = 48;

inline constexpr int kMaxSlots = 8;                   ///< tracks that one request can show the network

/// Lengths in steps of the duration classes: 1..24 exactly, then coarser up to four bars of 6/4.
inline constexpr std::array<int, kDurationClasses> kDurationSteps{
    1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17,  18,  19,  20,  21,  22,  23,  24,
    28, 30, 32, 36, 40, 42, 44, 48, 54, 60, 66, 72, 80, 84, 90, 96, 108, 120, 132, 144, 168, 192, 240, 288};

/// The class whose length is nearest; the shorter of two equally near. Lengths below 1 count as 1.
int durationClass(int steps);

/// A note of a cell, as the heads choose it.
struct RowNote {
    std::uint8_t onset = 0;      ///< steps from the start of the cell, 0..71
    std::uint8_t pitch = 0;      ///< 0..127 in the key frame, or 128 + drum sound
    std::uint8_t duration = 0;   ///< duration class
    bool operator==(const RowNote&) const = default;
};

/// Order of the notes of a cell: by onset, then from high to low.
constexpr bool comesBefore(const RowNote& a, const RowNote& b)
{
    return a.onset != b.onset ? a.onset < b.onset : a.pitch > b.pitch;
}

/// The embedding table: where each field's values begin.
namespace field {
struct Field {
    int base;
    int size;
    constexpr int end() const { return base + size; }
    /// Index of a value; values outside are brought to the nearest.
    constexpr std::uint16_t at(int value) const
    {
        return static_cast<std::uint16_t>(base + (value < 0 ? 0 : value >= size ? size - 1 : value));
    }
};
inline constexpr std::uint16_t kNone = 0;             ///< an unused place of a row; its embedding is zero
inline constexpr Field kKind{1, 16};
inline constexpr Field kOnset{kKind.end(), kOnsetClasses};
inline constexpr Field kMetric{kOnset.end(), 8};
inline constexpr Field kPitch{kMetric.end(), kPitchClassesOut};
inline constexpr Field kPitchClass{kPitch.end(), 13}; ///< 0..11, and 12 for drums
inline constexpr Field kOctave{kPitchClass.end(), 12};///< 0..10, and 11 for drums
inline constexpr Field kDuration{kOctave.end(), kDurationClasses};
inline constexpr Field kBarOffset{kDuration.end(), 129};  ///< -64..64 from the first target cell
inline constexpr Field kSlot{kBarOffset.end(), kMaxSlots};
inline constexpr Field kRole{kSlot.end(), 8};
inline constexpr Field kFamily{kRole.end(), 17};      ///< General MIDI program / 8, and 16 for drums
inline constexpr Field kMono{kFamily.end(), 2};
inline constexpr Field kCellSteps{kMono.end(), kMaxCellSteps + 1};
inline constexpr Field kCellsLeft{kCellSteps.end(), 17};  ///< target cells of this track still to come, 16 for more
inline constexpr Field kStyle{kCellsLeft.end(), 32};
inline constexpr Field kMode{kStyle.end(), 3};        ///< major, minor, unknown
inline constexpr Field kMeter{kMode.end(), 12};
inline constexpr Field kTempo{kMeter.end(), 12};
inline constexpr Field kTask{kTempo.end(), 4};
inline constexpr Field kCloseness{kTask.end(), 9};
inline constexpr Field kDensity{kCloseness.end(), 10};
inline constexpr Field kRegister{kDensity.end(), 16};
inline constexpr Field kPolyphony{kRegister.end(), 8};
inline constexpr Field kLowest{kPolyphony.end(), 22}; ///< pitch / 6
inline constexpr Field kHighest{kLowest.end(), 22};
inline constexpr Field kScaleLock{kHighest.end(), 2};
// Since version 2.
inline constexpr Field kStepShare{kScaleLock.end(), 8};
inline constexpr Field kLeapShare{kStepShare.end(), 8};
inline constexpr Field kSyncopation{kLeapShare.end(), 8};
inline constexpr Field kSpan{kSyncopation.end(), 13};  ///< semitones / 3
inline constexpr Field kBrightness{kSpan.end(), 10};
inline constexpr Field kEnergy{kBrightness.end(), 10};
inline constexpr Field kContour{kEnergy.end(), 5};     ///< of a source note whose pitch is hidden: leap down .. leap up
// Since version 3.
inline constexpr Field kChordTone{kContour.end(), 12}; ///< a pitch class of a chord, in the key frame
// Since version 4.
inline constexpr Field kClosing{kChordTone.end(), 6};
inline constexpr int kTableSize = kClosing.end();
} // namespace field

enum class RowKind : std::uint8_t {
    Global,       ///< style, mode, meter, tempo, task, closeness
    ContextCell,  ///< header of a cell that is given
    TargetCell,   ///< header of a cell to write
    SourceCell,   ///< header of a cell to vary
    ContextNote,
    TargetNote,
    SourceNote,
    Control,      ///< what is asked of one track
    Shape,        ///< more of what is asked of one track, since version 2
    Mood,         ///< what is asked of all tracks together, since version 2
    LikenedCell,  ///< header of a cell that the target is to resemble, since version 2
    Chord,        ///< the harmony of the target from here on, since version 3
};

inline constexpr int kRowFields = 8;

/// One row. `time` is in steps from the start of the target; rows without a time of their own have 0.
struct Row {
    std::array<std::uint16_t, kRowFields> fields{};
    std::int32_t time = 0;
    bool operator==(const Row&) const = default;
};

} // namespace continuo
