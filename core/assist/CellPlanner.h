// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/CellWriter.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/SourceMusic.h"

#include <functional>
#include <vector>

namespace continuo {

/// What is known of a part while a draft is written.
struct PartState {
    std::vector<Sounding> notes;        ///< given ones, old ones that stay, and those written so far; by start
    std::vector<NoteId> staying;        ///< the old notes of the target that come out as they are, in order
    std::optional<int> lineEnd;         ///< pitch of the highest note of the chord written last

    bool stays(NoteId note) const;
};

/// Prepares the cells of a request. The plan and the source must outlive it.
class CellPlanner {
public:
    /// `mostAreSource`: no cell gets more notes than its source has, unless a density asks for them.
    CellPlanner(const RequestPlan& plan, const SourceMusic& source, bool mostAreSource);

    /// Refuses with code Unsatisfiable what is known not to be possible before a note is written, and names the locks
    /// that are in the way.
    Result<void> check() const;

    /// States of all parts before anything is written. Locked notes stay; of the others those that `wanted` asks for, as
    /// far as the rules allow.
    std::vector<PartState> begin(const std::function<bool(int part, const SourceMusicNote&)>& wanted) const;
    /// `isLastOfBar`: no other cell comes after it in the bar, so that it is its turn to keep the music from stopping.
    CellWriter writer(int part, int span, const std::vector<PartState>& states, bool isLastOfBar) const;
    /// Takes over what the writer of a finished cell has written.
    void finish(const CellWriter& writer, int part, PartState& state) const;
    /// Locks without one of which the writer could go on; all that bind the part when none is alone in the way.
    LockSet inTheWayOf(const CellWriter& writer, int part, bool (*canGoOn)(const CellWriter&)) const;
    /// "Bar 3 of the track "Flute" cannot be written within the range and the locked scale."
    Error cannotWrite(int part, int span, LockSet locks) const;

private:
    const SlotRules& rules(int part) const { return plan_.rules[static_cast<std::size_t>(part)]; }
    const Part& part(int index) const { return plan_.score.parts[static_cast<std::size_t>(index)]; }
    Sounding oldSounding(int part, const Note& note) const;
    KeptCell keptCell(int part, int span, const SlotRules& bound, const PartState* state) const;
    LinePlan linePlan(int part, const SlotRules& bound) const;
    CellWriter writer(int part, int span, const std::vector<PartState>& states, const SlotRules& bound, const LinePlan& line,
                      bool isLastOfBar) const;
    Result<void> checkLockedNotes(int part, const PartState& state) const;

    const RequestPlan& plan_;
    const SourceMusic& source_;
    bool mostAreSource_;
    std::vector<LinePlan> lines_;       ///< by part; empty without kept pitches and contour
};

} // namespace continuo
