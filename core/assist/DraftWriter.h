// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Articulation.h"
#include "core/assist/CellPlanner.h"
#include "core/assist/Dynamics.h"
#include "core/assist/PassPlan.h"
#include "core/assist/Prompt.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/RowModel.h"
#include "core/assist/Sampler.h"
#include "core/assist/SourceMusic.h"
#include "core/assist/Steering.h"
#include "core/assist/WrittenDraft.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>

namespace continuo {

/// Lets the network write drafts side by side, cell after cell, under the rules that the planner makes of a request. Tells
/// `emit` of each note of the drafts that come first, which may become candidates. Refers to all that it is given.
class DraftWriter {
public:
    DraftWriter(RowModel& model, const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source,
                const PassPlan& passPlan, const CellPlanner& planner, std::stop_token stop,
                const std::function<void(const SuggestionEvent&)>& emit);

    /// Writes what the pass covers, in all of these drafts, which agree on what was written before. A draft that cannot go
    /// on within the rules says so in `deadEnd`. Fails with code Cancelled when `stop` is asked for, within one row, and with
    /// Unsatisfiable when the network cannot read as much as lies around.
    Result<void> write(const Pass& pass, std::span<WrittenDraft> drafts);

    /// From now on draws in this way instead of the request's.
    void drawBy(const Sampling& sampling);

private:
    /// What a lane of the model is doing.
    struct Lane;

    TrackId trackOf(int part) const { return plan_.score.parts[static_cast<std::size_t>(part)].track; }
    static int partOf(const Prompt& prompt, CellRef cell) { return prompt.slots[static_cast<std::size_t>(cell.slot)]; }

    /// How exactly a part goes on as it was, 0..1: drums that repeated their bars.
    double steadiness(int part) const;
    Sampler& samplerOf(const Prompt& prompt, const Lane& lane);
    Row openCell(const Prompt& prompt, Lane& lane) const;
    /// Lowers the logits where the source's own notes are when the draft is to get away from them. `choiceOf` tells which
    /// choice a note of the cell stands for, -1 for none.
    template <typename ChoiceOf>
    void leanAwayFromSource(const Prompt& prompt, const Lane& lane, ChoiceOf choiceOf);
    std::span<const float> steeredOnsets(const Prompt& prompt, const Lane& lane, std::span<const float> logits);
    std::span<const float> steeredPitches(const Prompt& prompt, const Lane& lane, std::span<const float> logits);
    std::span<const float> steeredDurations(const Prompt& prompt, const Lane& lane, std::span<const float> logits);
    /// Draws where a note that stays is a choice, `stays`: what would pass over it, from `first` to before `last`, means it.
    /// Tells in lane.passes whether such a choice was meant.
    Choice drawNoFurther(Sampler& sampler, Lane& lane, std::size_t stays, std::size_t first, std::size_t last,
                         std::span<const float> logits, std::span<const std::uint8_t> mask, std::span<const float> own);
    void chooseOnset(const Prompt& prompt, Lane& lane, std::span<const float> logits);
    void choosePitch(const Prompt& prompt, Lane& lane, std::span<const float> logits);
    void chooseDuration(const Prompt& prompt, Lane& lane, std::span<const float> logits);
    /// The lane's draft ends here, incomplete.
    void giveUp(const Prompt& prompt, Lane& lane, bool (*canGoOn)(const CellWriter&));
    /// The row that follows the choice; none when the lane has written its last cell.
    std::optional<Row> takeChoice(const Prompt& prompt, Lane& lane);
    void count(Lane& lane, const RowNote& note, const StepSpan& cell) const;
    /// The explanation with song pitches and with lengths in steps in the place of the network's own numbers. The end of
    /// the cell, as another choice of a start, keeps its number.
    NoteExplanation inMusicalTerms(NoteExplanation why) const;
    /// Whether how long a note sounds is part of what was promised, and no matter of articulation.
    bool lengthsArePromised() const;
    /// Tells of the note that the writer has just taken; `own` is it in the song's key.
    void report(const Prompt& prompt, Lane& lane, CellRef cell, const RowNote& own);

    RowModel& model_;
    const SuggestionRequest& request_;
    const RequestPlan& plan_;
    const SourceMusic& source_;
    const PassPlan& passPlan_;
    const CellPlanner& planner_;
    std::stop_token stop_;
    const std::function<void(const SuggestionEvent&)>& emit_;
    std::map<int, Sampler> samplers_;             ///< by part
    Steering steering_;
    std::map<int, Dynamics> dynamics_;            ///< by part
    std::map<int, Articulation> articulation_;    ///< likewise
    std::array<float, std::max(kOnsetClasses, kPitchClassesOut)> steered_{};
};

} // namespace continuo
