// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/LinePlan.h"
#include "core/assist/Rows.h"
#include "core/assist/SlotRules.h"
#include "core/assist/StepGrid.h"
#include "core/assist/VoiceLeading.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace continuo {

/// A note that must come out as it is.
struct FixedNote {
    RowNote row;            ///< in the key frame, as the network reads it
    int pitch = 0;          ///< as in Sounding
    int source = 0;         ///< the caller's number for it
};

/// A note of the old music of which something is kept.
struct KeptNote {
    RowNote row;            ///< in the key frame
    int pitch = 0;          ///< as in Sounding
    Range<Tick> time;       ///< its own, to the tick, cut at the target's end
    int source = 0;         ///< the caller's number for it
    bool isFixed = false;   ///< it is also among the cell's fixed notes
};

/// Notes that start together, from high to low.
struct KeptChord {
    int onset = 0;
    std::vector<KeptNote> notes;
};

/// What a cell keeps of the old music, beside its fixed notes.
struct KeptCell {
    bool rhythm = false, pitch = false, contour = false;
    std::vector<KeptChord> chords;          ///< in order; used when one of the above is set
    const LinePlan* line = nullptr;         ///< one note for each chord of the part, in all its cells; null without pitch and contour
    std::size_t firstChord = 0;             ///< the cell's first chord in the line
    std::optional<int> previousTop;         ///< pitch of the line's note before the cell
};

/// Writes one cell, one decision after another, and says which choices keep all rules. Each mask depends only on what
/// is chosen already, and looks ahead as far as it can: room for the notes that must still come, pitches from which a kept
/// line can go on. No mask offers a choice that breaks a rule; when nothing is left to choose, the cell is stuck, and
/// without() tells which rules were in the way.
class CellWriter {
public:
    struct Cell {
        const StepGrid* grid = nullptr;
        int span = 0;
        Range<Tick> target;                 ///< where all notes must lie
    };
    /// What is there already.
    struct Surroundings {
        std::vector<Sounding> known;        ///< of the part itself, by start: all that may touch the cell, fixed notes from here on too
        std::optional<Sounding> before;     ///< the part's last note that starts before the cell
        std::vector<NeighbourLine> lines;   ///< for voice leading
        std::vector<FixedNote> fixed;       ///< of the cell, in cell order
        KeptCell kept;
        std::optional<int> mostNotes;       ///< of the cell, beside what the density says
        bool isSilent = false;              ///< no part sounds in the cell yet, and this one is to end that where it can
    };
    CellWriter(SlotRules rules, Cell cell, Surroundings surroundings);

    using OnsetMask = std::array<std::uint8_t, kOnsetClasses>;
    using PitchMask = std::array<std::uint8_t, kPitchClassesOut>;
    using DurationMask = std::array<std::uint8_t, kDurationClasses>;

    /// What may follow: an onset, or kEndOfCell. Nothing when the cell is stuck.
    OnsetMask onsets() const;
    bool isStuck() const;
    /// What may start there. The pitch of a fixed note that is next means that note.
    PitchMask pitches(int onset) const;
    /// The fixed note that comes next, or null when all have come.
    const FixedNote* nextFixed() const { return nextFixed_ < fixed_.size() ? &fixed_[nextFixed_] : nullptr; }
    /// The fixed note that this choice means, or null.
    const FixedNote* fixedAt(int onset, int pitch) const;
    DurationMask durations(int onset, int pitch) const;
    /// Takes a choice that the masks allowed, or the fixed note.
    void add(const RowNote& note, const FixedNote* fixed);

    /// The time of a new note.
    Range<Tick> timeOf(const RowNote& note) const;
    /// The new notes so far, in order.
    const std::vector<Sounding>& written() const { return written_; }
    /// Pitch of the last chord's highest note, for the next cell.
    std::optional<int> lineEnd() const { return top_; }

    /// How many notes the cell may have.
    int mostNotes() const { return most_; }
    /// Whether a note of that time lies as the grid asks.
    bool isOnGrid(Range<Tick> time) const;

    /// Whether there may be a way to write the cell, as far as can be seen before it is begun.
    bool isFeasible() const;
    /// The same moment in the same cell with one lock less.
    CellWriter without(Lock lock) const;

private:
    Tick at(int step) const { return cell_.grid->tick(cell_.span, step); }
    int steps() const { return (*cell_.grid)[cell_.span].steps; }
    bool hasForm() const { return !kept_.rhythm && (kept_.pitch || kept_.contour); }
    std::size_t fixedLeft() const { return fixed_.size() - nextFixed_; }
    const FixedNote* pendingAt(int onset) const;

    int shortest(int onset) const;
    PitchSet fitting(Range<Tick> time) const;
    PitchSet newPitches(int onset) const;
    PitchSet formPitches(int onset) const;
    bool fixedMayCome(int onset) const;
    bool isChordComplete() const;
    int notesReserved(bool beginsChord) const;
    int roomAt(int onset, const PitchSet& pitches) const;
    std::vector<int> roomFrom() const;
    int newNotesNeeded() const;

    const KeptNote* nextInRhythm() const;
    PitchSet rhythmPitches() const;
    bool mayEnd(int onset, int pitch, Tick end) const;

    SlotRules rules_;
    Cell cell_;
    std::vector<Sounding> known_;
    std::optional<Sounding> before_;
    std::vector<NeighbourLine> lines_;
    std::vector<FixedNote> fixed_;
    KeptCell kept_;
    std::optional<int> mostGiven_;
    int fewest_ = 0, most_ = 0;

    std::vector<Sounding> written_;
    std::size_t nextFixed_ = 0;
    int count_ = 0;
    int lastOnset_ = -1;
    int lastPitch_ = kPitchClassesOut;
    std::size_t chordsBegun_ = 0;
    std::size_t notesInChord_ = 0;      ///< of the chord begun last
    std::optional<int> top_;

    void setBounds();
};

} // namespace continuo
