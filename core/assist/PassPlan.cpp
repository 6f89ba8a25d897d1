// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/PassPlan.h"

#include "core/assist/Harmony.h"
#include "core/assist/Styles.h"
#include "core/assist/Variation.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr int kSequenceRows = 512;   // longest sequence that models are trained on
constexpr int kLargestAnswer = 240;  // rows of it that may be kept for what is written

/// Whether the part has notes in the spans around the target that the limits let be shown.
bool playsAround(const Score& score, int part, Range<int> target, const ContextLimits& limits)
{
    const int begin = std::max(0, target.begin - limits.pastSpans), end = std::min(score.grid.size(), target.end + limits.futureSpans);
    for (int span = begin; span < end; ++span)
        if (!target.contains(span) && !score.cell(part, span).empty())
            return true;
    return false;
}

/// By how much all parts move so that their notes together come to the register asked for.
double registerShift(const SuggestionRequest& request, const RequestPlan& plan)
{
    double pitches = 0, notes = 0;
    for (const int index : plan.written) {
        const Part& part = plan.score.parts[static_cast<std::size_t>(index)];
        if (part.isDrums())
            continue;
        double count = 1; // of a new part too
        for (const auto& cell : plan.score.cells[static_cast<std::size_t>(index)])
            count += static_cast<double>(cell.size());
        pitches += count * part.meanPitch;
        notes += count;
    }
    return request.character.meanPitch && notes > 0 ? *request.character.meanPitch - pitches / notes : 0.0;
}

} // namespace

PassPlan::PassPlan(const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source)
    : request_(request), plan_(plan), source_(source), registerShift_(registerShift(request, plan))
{
}

int PassPlan::rowsPerSpan(const std::vector<int>& parts) const
{
    const Range<int> around{std::max(0, plan_.targetSpans.begin - 8),
                            std::min(plan_.score.grid.size(), plan_.targetSpans.end + 8)};
    const int spans = std::max(1, around.end - around.begin);
    int rows = rowsOf(plan_.score, parts, around) / spans + 1;
    if (request_.task == Task::Harmonize)
        rows = std::max(rows, static_cast<int>(parts.size()) * 5);
    if (request_.density)
        rows = std::max(rows, static_cast<int>(static_cast<double>(parts.size()) * std::min(request_.density->highest, 24.0) * 4));
    else if (const std::optional<Liveliness> lively = liveliness())
        rows = std::max(rows, static_cast<int>(static_cast<double>(parts.size()) * lively->notesPerQuarter * 4));
    return rows;
}

std::optional<Liveliness> PassPlan::liveliness() const
{
    constexpr double kSixteenths = 4;
    const Character& asked = request_.character;
    if (!asked.energy || request_.density)
        return std::nullopt;
    const auto parts = static_cast<double>(std::max<std::size_t>(1, plan_.written.size()));
    Liveliness lively = livelinessFor(*asked.energy, plan_.song.tempo.bpmAt(plan_.target.begin), kSixteenths * parts);
    lively.notesPerQuarter /= parts;
    if (asked.syncopation)
        lively.syncopation = asked.syncopation;
    return lively;
}

std::optional<double> PassPlan::centreOf(int index) const
{
    const Part& part = plan_.score.parts[static_cast<std::size_t>(index)];
    if (!request_.character.meanPitch || part.isDrums())
        return std::nullopt;
    return std::clamp(part.meanPitch + registerShift_ - plan_.frame.shift, 0.0, 127.0);
}

// Groups of at most kMaxSlots parts, each in stretches whose rows fit into a sequence.
std::vector<Pass> PassPlan::passes() const
{
    std::vector<std::vector<int>> groups;
    for (const int part : slotOrder(plan_.score.parts)) {
        if (std::find(plan_.written.begin(), plan_.written.end(), part) == plan_.written.end())
            continue;
        if (groups.empty() || groups.back().size() == static_cast<std::size_t>(kMaxSlots))
            groups.emplace_back();
        groups.back().push_back(part);
    }
    const int sharesPerRow = request_.task == Task::Vary ? 2 : 1;
    std::vector<Pass> passes;
    for (const auto& group : groups) {
        const int together = std::clamp(kLargestAnswer / (rowsPerSpan(group) * sharesPerRow), 1, 8);
        for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; span += together)
            passes.push_back({group, {span, std::min(span + together, plan_.targetSpans.end)}});
    }
    // Bar after bar, so that each pass knows all parts of the bars before.
    std::stable_sort(passes.begin(), passes.end(),
                     [](const Pass& a, const Pass& b) { return a.spans.begin < b.spans.begin; });
    return passes;
}

Prompt PassPlan::promptFor(const Pass& pass, const Score& score) const
{
    Prompt prompt;
    prompt.task = request_.task;
    prompt.style = request_.styles.empty() ? 0 : std::max(0, styleIndex(request_.styles.front()));
    prompt.frame = plan_.frame;
    const StepSpan& first = score.grid[pass.spans.begin];
    prompt.meter = meterValue(first.meter);
    prompt.tempo = tempoValue(plan_.song.tempo.bpmAt(first.ticks.begin));
    prompt.firstTargetSpan = pass.spans.begin;

    // The pass's parts and, while there is room, what else plays.
    std::vector<int> shown = pass.parts;
    for (const auto* others : {&plan_.given, &plan_.written})
        for (const int part : *others)
            if (shown.size() < static_cast<std::size_t>(kMaxSlots)
                && std::find(shown.begin(), shown.end(), part) == shown.end())
                shown.push_back(part);
    for (const int part : slotOrder(score.parts))
        if (std::find(shown.begin(), shown.end(), part) != shown.end())
            prompt.slots.push_back(part);

    std::vector<bool> writes;
    for (const int part : prompt.slots)
        writes.push_back(std::find(pass.parts.begin(), pass.parts.end(), part) != pass.parts.end());
    for (int span = pass.spans.begin; span < pass.spans.end; ++span)
        for (int slot = 0; slot < static_cast<int>(prompt.slots.size()); ++slot)
            if (writes[static_cast<std::size_t>(slot)])
                prompt.target.push_back({span, slot});
    if (request_.task == Task::Vary) {
        prompt.closeness = closenessValue(resemblanceAt(request_.closeness, source_.resemblanceByChance()));
        prompt.sourceKind = SourceKind::Likeness;
        for (const CellRef cell : prompt.target)
            prompt.source.push_back(source_.cell(cell, prompt.slots[static_cast<std::size_t>(cell.slot)]));
    }
    tellControls(prompt, writes);
    const bool isLast = pass.spans.end == plan_.targetSpans.end;
    prompt.mood = {request_.character.brightness, request_.character.energy,
                   isLast ? request_.character.closing : std::nullopt};
    prompt.chords = harmonyGiven(request_.chords, score.grid, pass.spans, plan_.frame);

    int fixedRows = 2 + 2 * static_cast<int>(prompt.controls.size()) + static_cast<int>(prompt.chords.size());
    for (const SourceCell& cell : prompt.source)
        fixedRows += 1 + static_cast<int>(cell.notes.size());
    const int answer = std::min(kLargestAnswer, rowsPerSpan(pass.parts) * (pass.spans.end - pass.spans.begin) * 5 / 4 + 16);
    ContextLimits limits;
    limits.futureSpans = request_.task == Task::Continue ? 0 : kSpansHeardAfter;
    limits.rows = std::max(0, kSequenceRows - fixedRows - answer);
    // A track that is new says nothing by its silence; one that plays around the target goes on as it does there.
    if (request_.task == Task::Harmonize)
        for (std::size_t slot = 0; slot < writes.size(); ++slot)
            limits.given.push_back(!writes[slot] || pass.spans.begin > plan_.targetSpans.begin
                                   || playsAround(score, prompt.slots[slot], plan_.targetSpans, limits));
    addContext(prompt, score, pass.spans, limits);
    return prompt;
}

void PassPlan::tellControls(Prompt& prompt, const std::vector<bool>& writes) const
{
    const std::optional<Liveliness> lively = liveliness();
    for (std::size_t slot = 0; slot < writes.size(); ++slot) {
        if (!writes[slot])
            continue;
        const bool drums = plan_.score.parts[static_cast<std::size_t>(prompt.slots[slot])].isDrums();
        Control control;
        control.slot = static_cast<int>(slot);
        if (request_.density)
            control.density = (request_.density->lowest + std::min(request_.density->highest, request_.density->lowest + 4)) / 2;
        else if (lively)
            control.density = lively->notesPerQuarter;
        control.polyphony = request_.polyphony;
        if (request_.character.voices && (!control.polyphony || *control.polyphony > *request_.character.voices))
            control.polyphony = static_cast<int>(std::lround(*request_.character.voices));
        if (request_.range && !drums) {
            control.lowest = std::max(0, request_.range->lowest.number - plan_.frame.shift);
            control.highest = std::clamp(request_.range->highest.number - plan_.frame.shift, 0, 127);
        }
        control.scaleLock = request_.lockScale && !drums;
        const Character& character = request_.character;
        control.syncopation = lively ? lively->syncopation : character.syncopation;
        if (!drums) {
            control.stepShare = character.stepShare;
            control.leapShare = character.leapShare;
            control.meanPitch = centreOf(prompt.slots[slot]);
        }
        if (control.saysSomething())
            prompt.controls.push_back(control);
    }
}

} // namespace continuo
