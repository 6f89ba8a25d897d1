// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// What every note of a slot must keep to. Pitches are in the key frame; drum sounds at kDrumPitchBase.
struct SlotRules {
    std::bitset<kPitchClassesOut> pitches;  ///< those allowed
    bool mono = false;                      ///< a note begins when the one before has ended
    int polyphony = kPitchClassesOut;       ///< most notes sounding at once; 1 or more
    double fewestPerQuarter = 0;            ///< notes that start
    double mostPerQuarter = 1e9;
    int fewestPerCell = 0;                  ///< at least so many in each cell, whatever the density
};

/// A note that still sounds, in steps from the start of the target.
struct Sounding {
    std::uint8_t pitch = 0;
    int end = 0;
};

/// A note that must come out as it is.
struct FixedNote {
    RowNote note;           ///< in the key frame
    int source = 0;         ///< the caller's number for it
};

/// Writes one cell, one decision after another, and says which choices keep all rules. Each mask depends only on what
/// is chosen already. As long as the rules can be met at all, each mask offers something; when a choice has painted
/// the cell into a corner, it ends early and isBroken() says so.
class CellWriter {
public:
    struct Place {
        int firstStep = 0;      ///< of the cell, from the start of the target
        int steps = 48;         ///< of the cell
        int targetSteps = 48;   ///< where all notes must have ended, from the start of the target
    };
    /// `fixed` is in cell order. `fixedRhythm`: when not empty, the onsets and durations to be used, in cell order.
    CellWriter(const SlotRules& rules, Place place, std::vector<Sounding> sounding, std::vector<FixedNote> fixed,
               std::vector<RowNote> fixedRhythm, bool hasFixedRhythm);

    using OnsetMask = std::array<std::uint8_t, kOnsetClasses>;
    using PitchMask = std::array<std::uint8_t, kPitchClassesOut>;
    using DurationMask = std::array<std::uint8_t, kDurationClasses>;

    /// What may follow: an onset, or kEndOfCell.
    OnsetMask onsets() const;
    /// The fixed note that the choice of this onset means, or null.
    const FixedNote* fixedAt(int onset) const;
    /// Empty when no pitch fits there.
    PitchMask pitches(int onset) const;
    DurationMask durations(int onset, int pitch) const;
    /// Takes a choice that the masks allowed, or the fixed note.
    void add(const RowNote& note, bool isFixed);

    int noteCount() const { return count_; }
    /// Whether the cell has at least as many notes as it must.
    bool isSatisfied() const { return count_ >= fewest_ && nextFixed_ == fixed_.size(); }
    /// What sounds when the cell is over, for the next cell of the slot.
    std::vector<Sounding> soundingAfter() const;

    /// Whether the rules leave any way to write such a cell.
    static bool isFeasible(const SlotRules& rules, const Place& place);

private:
    int soundingAt(int step) const;
    bool isFree(int pitch, int step) const;
    bool canBegin(int onset) const;

    SlotRules rules_;
    Place place_;
    std::vector<Sounding> sounding_;
    std::vector<FixedNote> fixed_;
    std::vector<RowNote> rhythm_;
    bool hasRhythm_;
    std::size_t nextFixed_ = 0;
    int fewest_ = 0, most_ = 0;
    int count_ = 0;
    int lastOnset_ = -1;
    int lastPitch_ = kPitchClassesOut;
    int lastEnd_ = 0;           ///< of the note before, from the start of the target; for mono
};

} // namespace continuo
