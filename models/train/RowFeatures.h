// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"

#include <array>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace continuo {

/// What a baseline without a network may know of the next choice, each as one number.
enum class Feature : std::uint8_t {
    Style,          ///< of the prompt
    Role,           ///< of the part
    Family,         ///< of the part's instrument
    Steps,          ///< length of the cell

    // Where we are in the cell that is written.
    PrevOnset,      ///< onset of its last note; -1 before the first
    PrevEnd,        ///< where that note ends, from the start of the cell
    ChordSize,      ///< notes so far on that onset, at most 8
    LastChordSize,  ///< notes on the onset before that one, also in the cell before
    LastCellNext,   ///< the onset that came here in the part's cell of the span before; kEndOfCell for its end
    TwoBackNext,    ///< as LastCellNext, in the cell two spans before
    OthersNext,     ///< the next onset after PrevOnset in the other known cells of the span; kEndOfCell for none
    NotesSoFar,     ///< in the cell, at most 16

    // The pitch, once the onset is chosen.
    Onset,
    Metric,         ///< metricValue()
    Above,          ///< the note above it on the same onset; -1 for the first of the onset
    AboveTwo,       ///< the one above that; -1 for none
    Last,           ///< the highest note of the onset before, also in the cell before
    LastTwo,        ///< the highest note of the onset before that
    LastSame,       ///< the note of the onset before with as many above it as this one
    LastCellPitch,  ///< the note with this onset and as many above it in the part's cell of the span before; -1 for none
    TwoBackPitch,   ///< as LastCellPitch, two spans before
    Harmony,        ///< bit n: pitch class n sounds in another known part; not known when nothing does

    // The length, once the pitch is chosen.
    AboveLength,    ///< duration class of the note above it on the same onset; -1 for the first of the onset
    LastLength,     ///< of the highest note of the onset before
    LastTwoLength,  ///< of the highest note of the onset before that
    LastCellLength, ///< of the note that LastCellPitch means
    OthersLength,   ///< of a note on this onset in another known part, the first part that has one; -1 for none
    OthersGap,      ///< from here to the next onset in the other known cells of the span, or to its end

    // Vary only: the note of the source that seems to come next. -1 where the source hides it or has no more.
    Closeness,
    SourceOnset,    ///< kEndOfCell when the source has no more notes
    SourcePitch,
    SourceLength,

    Count
};

inline constexpr int kFeatures = static_cast<int>(Feature::Count);

/// The value of a feature that is not known, for instance because the cell before is not.
inline constexpr int kUnknown = INT_MIN;

class FeatureValues {
public:
    FeatureValues() { values_.fill(kUnknown); }
    int& operator[](Feature feature) { return values_[static_cast<std::size_t>(feature)]; }
    int operator[](Feature feature) const { return values_[static_cast<std::size_t>(feature)]; }

private:
    std::array<int, static_cast<std::size_t>(kFeatures)> values_;
};

/// The cells of a prompt's slots that are known so far, in the key frame.
class KnownCells {
public:
    KnownCells(const Prompt& prompt, const Score& score, Range<int> spans);

    /// From now on the cell is known; outside the spans nothing happens.
    void reveal(CellRef cell);
    /// The notes of a cell, or null when it is not known.
    const std::vector<RowNote>* notes(int slot, int span) const;

    /// Bit n is set when pitch class n sounds at a step of a span in one slot.
    unsigned pitchClassesAt(int slot, int span, int step) const;

private:
    std::size_t index(int slot, int span) const
    {
        return static_cast<std::size_t>((span - spans_.begin) * slotCount_ + slot);
    }

    const Prompt& prompt_;
    const Score& score_;
    Range<int> spans_;
    int slotCount_;
    std::vector<std::uint8_t> isKnown_;              ///< (span, slot)
    std::vector<std::vector<RowNote>> cells_;        ///< (span, slot)
    std::vector<std::vector<std::uint16_t>> pitchClasses_; ///< (slot, step from the start of spans_)
};

/// Follows one target cell note by note and says what is known before each choice.
class CellReader {
public:
    /// `visible` has bit n set when what is known of slot n's cells may be used besides the cell's own slot. `source`
    /// may be null.
    CellReader(const Prompt& prompt, const Score& score, const KnownCells& known, CellRef cell, unsigned visible,
               const std::vector<SourceNote>* source);

    /// What is known before the onset (or the end) is chosen.
    const FeatureValues& beforeOnset();
    const FeatureValues& beforePitch(int onset);
    const FeatureValues& beforeLength(int pitch);
    /// The note is chosen. In the key frame.
    void append(RowNote note);

private:
    struct Group {
        std::array<RowNote, 8> notes;
        int size = 0;
    };
    void remember(const RowNote& note);
    const SourceNote* expectedSource(int onset, int pitch) const;

    const Prompt& prompt_;
    const Score& score_;
    const KnownCells& known_;
    CellRef cell_;
    unsigned visible_;
    const std::vector<SourceNote>* source_;
    std::size_t nextSource_ = 0;
    std::array<Group, 3> groups_;   ///< the notes of the last onsets, the newest first
    int lastOnset_ = -1;            ///< onset of groups_[0] when it is of this cell, else -1
    int noteCount_ = 0;
    int prevEnd_ = 0;
    FeatureValues values_;
};

} // namespace continuo
