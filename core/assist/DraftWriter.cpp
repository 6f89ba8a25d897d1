// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/DraftWriter.h"

#include "core/assist/CellWriter.h"
#include "core/assist/Explanation.h"
#include "core/assist/Repetition.h"
#include "core/assist/Tally.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace continuo {

namespace {

/// One choice that stands for others too.
struct Joined {
    float logit = 0;    ///< of all of them
    double share = 0;   ///< of that, the choice's own probability
};

/// The choice `into` with those from `first` to before `last`.
Joined joinedLogit(std::span<const float> logits, std::size_t into, std::size_t first, std::size_t last)
{
    const float top = *std::max_element(logits.begin(), logits.end());
    const auto weight = [&](std::size_t i) { return std::exp(static_cast<double>(logits[i] - top)); };
    double others = 0;
    for (std::size_t i = first; i < last; ++i)
        others += weight(i);
    const double all = std::max(weight(into) + others, std::numeric_limits<double>::min());
    return {top + static_cast<float>(std::log(all)), weight(into) / all};
}

/// Of the notes of a cell, in cell order; 1 for none.
int mostStartingTogether(const std::vector<SourceMusicNote>& notes)
{
    int most = 1, together = 0;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        together = i > 0 && notes[i].row.onset == notes[i - 1].row.onset ? together + 1 : 1;
        most = std::max(most, together);
    }
    return most;
}

/// How much of the temperature drums lose whose bars all repeat: of a pattern's twenty strokes one would else be drawn
/// otherwise in most bars.
constexpr double kSteadiness = 0.6;

/// How strongly a draft leans toward the character asked for: each draft of four in its own way.
float leaning(const WrittenDraft& draft)
{
    return std::array{1.0f, 2.0f, 4.0f, 0.0f}[static_cast<std::size_t>(draft.number % 4)];
}

} // namespace

struct DraftWriter::Lane {
    WrittenDraft* draft = nullptr;
    std::size_t cell = 0;                   ///< index into the prompt's target
    std::optional<CellWriter> writer;
    int rows = 0;
    bool done = false;
    // The choice being made.
    Choice onset, pitch, duration;
    const FixedNote* fixed = nullptr;
    bool endsCell = false;
    bool passes = false;                    ///< the onset stands for a choice that would have passed over a note that stays
    NoteExplanation why;                    ///< when it is asked for
    std::array<std::optional<int>, kMaxSlots> tops; ///< of each slot's last start, in the key frame
    Standing standing;                      ///< in the cell that is open
    std::array<double, kMaxSlots> owed{};   ///< notes that the pace still wanted when a slot's last cell ended
    Tally tally;                            ///< of all that it wrote
};

DraftWriter::DraftWriter(RowModel& model, const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source,
                         const PassPlan& passPlan, const CellPlanner& planner, std::stop_token stop,
                         const std::function<void(const SuggestionEvent&)>& emit)
    : model_(model)
    , request_(request)
    , plan_(plan)
    , source_(source)
    , passPlan_(passPlan)
    , planner_(planner)
    , stop_(std::move(stop))
    , emit_(emit)
    , steering_(request.character, plan.frame, passPlan.liveliness())
{
    for (const int part : plan_.written) {
        dynamics_.emplace(part, Dynamics(plan_.song, trackOf(part), plan_.target));
        articulation_.emplace(part, Articulation(plan_.song, trackOf(part), plan_.target));
    }
    drawBy(request.sampling);
}

void DraftWriter::drawBy(const Sampling& sampling)
{
    samplers_.clear();
    for (const int part : plan_.written) {
        Sampling own = sampling;
        own.temperature *= 1 - kSteadiness * steadiness(part);
        samplers_.emplace(part, Sampler(own));
    }
}

double DraftWriter::steadiness(int part) const
{
    const bool goesOn = request_.task == Task::Continue || request_.task == Task::Infill;
    if (!goesOn || !plan_.score.parts[static_cast<std::size_t>(part)].isDrums())
        return 0;
    return repeatedBars(plan_.score, part, {heardAround(plan_.score, plan_.targetSpans).begin, plan_.targetSpans.begin});
}

Sampler& DraftWriter::samplerOf(const Prompt& prompt, const Lane& lane)
{
    return samplers_.at(partOf(prompt, prompt.target[lane.cell]));
}

Result<void> DraftWriter::write(const Pass& pass, std::span<WrittenDraft> drafts)
{
    const Prompt prompt = passPlan_.promptFor(pass, drafts.front().score);
    const std::vector<Row> prefix = prefixOf(prompt, drafts.front().score).rows;
    if (static_cast<int>(prefix.size()) + 64 > model_.capacity())
        return Error{ErrorCode::Unsatisfiable,
                     "The bars asked for hold more notes in their other tracks than the model can read at once."};
    if (const Result<void> begun = model_.begin(prefix, static_cast<int>(drafts.size())); !begun)
        return begun;

    std::vector<Lane> lanes(drafts.size());
    std::vector<Row> rows(lanes.size());
    std::vector<std::uint8_t> active(lanes.size(), 1);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        lanes[i].draft = &drafts[i];
        lanes[i].rows = static_cast<int>(prefix.size());
        rows[i] = openCell(prompt, lanes[i]);
    }
    std::vector<int> onsets(lanes.size(), 0), pitches(lanes.size(), 0);
    while (std::find(active.begin(), active.end(), 1) != active.end()) {
        if (stop_.stop_requested())
            return Error{ErrorCode::Cancelled, "The request was cancelled."};
        model_.append(rows, active);
        const auto onsetLogits = model_.onsetLogits();
        for (std::size_t i = 0; i < lanes.size(); ++i)
            if (active[i]) {
                chooseOnset(prompt, lanes[i], onsetLogits.subspan(i * kOnsetClasses, kOnsetClasses));
                onsets[i] = std::clamp(lanes[i].onset.value, 0, kEndOfCell);
            }
        const auto needsNote = [](const Lane& lane) { return !lane.done && !lane.endsCell; };
        const auto needsLength = [&](const Lane& lane) { return needsNote(lane) && !lane.fixed; };
        if (std::any_of(lanes.begin(), lanes.end(), needsNote)) {
            const auto pitchLogits = model_.pitchLogits(onsets);
            for (std::size_t i = 0; i < lanes.size(); ++i)
                if (needsNote(lanes[i])) {
                    choosePitch(prompt, lanes[i], pitchLogits.subspan(i * kPitchClassesOut, kPitchClassesOut));
                    pitches[i] = std::max(0, lanes[i].pitch.value);
                }
            const auto durationLogits = model_.durationLogits(pitches);
            for (std::size_t i = 0; i < lanes.size(); ++i)
                if (needsLength(lanes[i]))
                    chooseDuration(prompt, lanes[i], durationLogits.subspan(i * kDurationClasses, kDurationClasses));
        }
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            if (!active[i])
                continue;
            if (const std::optional<Row> next = takeChoice(prompt, lanes[i]))
                rows[i] = *next;
            else
                active[i] = 0;
        }
    }
    return {};
}


Row DraftWriter::openCell(const Prompt& prompt, Lane& lane) const
{
    const CellRef cell = prompt.target[lane.cell];
    const bool isLastOfBar = std::none_of(prompt.target.begin() + static_cast<std::ptrdiff_t>(lane.cell) + 1, prompt.target.end(),
                                           [&](const CellRef& later) { return plan_.score.grid[later.span].bar == plan_.score.grid[cell.span].bar; });
    lane.writer.emplace(planner_.writer(partOf(prompt, cell), cell.span, lane.draft->parts, isLastOfBar));
    lane.standing = {lane.tops[static_cast<std::size_t>(cell.slot)]};
    lane.standing.centre = passPlan_.centreOf(partOf(prompt, cell));
    if (cell.span + 1 == plan_.targetSpans.end) {
        const StepSpan& span = plan_.score.grid[cell.span];
        lane.standing.restFrom = span.steps - 2 * beatSteps(span.meter);
    }
    if (steering_.pace())
        lane.standing.wanted = lane.owed[static_cast<std::size_t>(cell.slot)]
            + *steering_.pace() * plan_.score.grid[cell.span].steps / kStepsPerQuarter;
    ++lane.rows;
    return headerRow(prompt, plan_.score, cell, RowKind::TargetCell);
}

template <typename ChoiceOf>
void DraftWriter::leanAwayFromSource(const Prompt& prompt, const Lane& lane, ChoiceOf choiceOf)
{
    const float avoidance = lane.draft->hold.avoidance();
    const CellRef cell = prompt.target[lane.cell];
    std::bitset<kPitchClassesOut> seen;
    for (const SourceMusicNote& note : source_.notes(partOf(prompt, cell), cell.span)) {
        const int choice = choiceOf(plan_.frame.into(note.row));
        if (choice < 0 || seen[static_cast<std::size_t>(choice)])
            continue;
        seen.set(static_cast<std::size_t>(choice));
        steered_[static_cast<std::size_t>(choice)] -= avoidance;
    }
}

std::span<const float> DraftWriter::steeredOnsets(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
{
    const float avoidance = lane.draft->hold.avoidance();
    if (avoidance == 0 && !steering_.leansOnsets())
        return logits;
    std::copy(logits.begin(), logits.end(), steered_.begin());
    const CellRef cell = prompt.target[lane.cell];
    if (avoidance > 0) {
        leanAwayFromSource(prompt, lane, [](const RowNote& note) { return int{note.onset}; });
        // Getting away is no reason to fall silent, nor to pile up notes.
        const std::vector<SourceMusicNote>& source = source_.notes(partOf(prompt, cell), cell.span);
        if (lane.standing.notes < static_cast<int>(source.size()))
            steered_[kEndOfCell] -= avoidance;
        if (lane.standing.together >= mostStartingTogether(source))
            steered_[static_cast<std::size_t>(lane.standing.lastOnset)] -= avoidance;
    }
    steering_.leanOnsets({steered_.data(), logits.size()}, plan_.score.grid[cell.span], lane.standing, lane.tally,
                         leaning(*lane.draft));
    return {steered_.data(), logits.size()};
}

std::span<const float> DraftWriter::steeredPitches(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
{
    if (lane.draft->hold.avoidance() == 0 && !steering_.leansPitches())
        return logits;
    std::copy(logits.begin(), logits.end(), steered_.begin());
    leanAwayFromSource(prompt, lane, [&lane](const RowNote& note) { return note.onset == lane.onset.value ? int{note.pitch} : -1; });
    steering_.leanPitches({steered_.data(), logits.size()}, lane.onset.value, lane.standing, lane.tally, leaning(*lane.draft));
    return {steered_.data(), logits.size()};
}

std::span<const float> DraftWriter::steeredDurations(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
{
    if (!steering_.leansDurations())
        return logits;
    std::copy(logits.begin(), logits.end(), steered_.begin());
    steering_.leanDurations({steered_.data(), logits.size()}, plan_.score.grid[prompt.target[lane.cell].span],
                            lane.onset.value, lane.standing, lane.tally, leaning(*lane.draft));
    return {steered_.data(), logits.size()};
}

Choice DraftWriter::drawNoFurther(Sampler& sampler, Lane& lane, std::size_t stays, std::size_t first, std::size_t last,
                                  std::span<const float> logits, std::span<const std::uint8_t> mask,
                                  std::span<const float> own)
{
    const Joined joined = joinedLogit(logits, stays, first, last);
    if (logits.data() != steered_.data())
        std::copy(logits.begin(), logits.end(), steered_.begin());
    steered_[stays] = joined.logit;
    const Choice choice = sampler.draw({steered_.data(), logits.size()}, mask, lane.draft->random, own);
    lane.passes = choice.value == static_cast<int>(stays) && !lane.draft->random.chance(joined.share);
    return choice;
}

void DraftWriter::chooseOnset(const Prompt& prompt, Lane& lane, std::span<const float> logits)
{
    Sampler& sampler = samplerOf(prompt, lane);
    CellWriter::OnsetMask mask = lane.writer->onsets();
    // A lane that is nearly full hears no more; its cells end as soon as they may.
    if (lane.rows + 2 >= model_.capacity() && mask[kEndOfCell]) {
        mask.fill(0);
        mask[kEndOfCell] = 1;
    }
    const std::span<const float> steered = steeredOnsets(prompt, lane, logits);
    const FixedNote* const next = lane.writer->nextFixed();
    lane.passes = false;
    if (next && mask[next->row.onset])
        lane.onset = drawNoFurther(sampler, lane, next->row.onset, next->row.onset + std::size_t{1}, logits.size(), steered, mask, logits);
    else
        lane.onset = sampler.draw(steered, mask, lane.draft->random, logits);
    lane.endsCell = lane.onset.value == kEndOfCell;
    lane.fixed = nullptr;
    if (lane.onset.value < 0)
        giveUp(prompt, lane, [](const CellWriter& writer) { return !writer.isStuck(); });
    else if (request_.explain)
        lane.why.start = explainChoice(logits, mask, lane.onset.value);
}

void DraftWriter::choosePitch(const Prompt& prompt, Lane& lane, std::span<const float> logits)
{
    Sampler& sampler = samplerOf(prompt, lane);
    CellWriter::PitchMask mask = lane.writer->pitches(lane.onset.value);
    const FixedNote* const next = lane.writer->nextFixed();
    const std::span<const float> steered = steeredPitches(prompt, lane, logits);
    if (next && next->row.onset == lane.onset.value && mask[next->row.pitch]) {
        if (lane.passes) {
            mask.fill(0);
            mask[next->row.pitch] = 1;
        }
        // From high to low: those below come after it.
        lane.pitch = drawNoFurther(sampler, lane, next->row.pitch, 0, next->row.pitch, steered, mask, logits);
    } else {
        lane.pitch = sampler.draw(steered, mask, lane.draft->random, logits);
    }
    if (lane.pitch.value < 0)
        giveUp(prompt, lane, [](const CellWriter&) { return false; });
    else if (request_.explain)
        lane.why.pitch = explainChoice(logits, mask, lane.pitch.value);
    lane.fixed = lane.done ? nullptr : lane.writer->fixedAt(lane.onset.value, lane.pitch.value);
}

void DraftWriter::chooseDuration(const Prompt& prompt, Lane& lane, std::span<const float> logits)
{
    const CellWriter::DurationMask mask = lane.writer->durations(lane.onset.value, lane.pitch.value);
    lane.duration = samplerOf(prompt, lane).draw(steeredDurations(prompt, lane, logits), mask, lane.draft->random, logits);
    if (request_.explain && lane.duration.value >= 0)
        lane.why.length = explainChoice(logits, mask, lane.duration.value);
}

void DraftWriter::giveUp(const Prompt& prompt, Lane& lane, bool (*canGoOn)(const CellWriter&))
{
    const CellRef cell = prompt.target[lane.cell];
    const int part = partOf(prompt, cell);
    lane.draft->deadEnd = DeadEnd{part, cell.span, planner_.inTheWayOf(*lane.writer, part, canGoOn)};
    lane.done = true;
}

std::optional<Row> DraftWriter::takeChoice(const Prompt& prompt, Lane& lane)
{
    if (lane.done)
        return std::nullopt;
    const CellRef cell = prompt.target[lane.cell];
    const int part = partOf(prompt, cell);
    if (lane.endsCell) {
        planner_.finish(*lane.writer, part, lane.draft->parts[static_cast<std::size_t>(part)]);
        lane.owed[static_cast<std::size_t>(cell.slot)] = std::clamp(lane.standing.wanted - lane.standing.notes, -2.0, 2.0);
        lane.endsCell = false;
        if (++lane.cell == prompt.target.size()) {
            lane.done = true;
            return std::nullopt;
        }
        return openCell(prompt, lane);
    }
    RowNote framed{static_cast<std::uint8_t>(lane.onset.value), static_cast<std::uint8_t>(lane.pitch.value),
                   static_cast<std::uint8_t>(std::max(0, lane.duration.value))};
    RowNote own = plan_.frame.outOf(framed);
    if (lane.fixed) {
        framed = lane.fixed->row;
        own = source_.notes(part, cell.span)[static_cast<std::size_t>(lane.fixed->source)].row;
    }
    lane.writer->add(framed, lane.fixed);
    count(lane, framed, plan_.score.grid[cell.span]);
    if (lane.standing.lastOnset != framed.onset) {
        lane.standing.top = framed.pitch;
        lane.standing.lastOnset = framed.onset;
        lane.standing.together = 0;
        lane.tops[static_cast<std::size_t>(cell.slot)] = framed.pitch;
    }
    ++lane.standing.together;
    ++lane.standing.notes;
    report(prompt, lane, cell, own);
    lane.draft->score.cells[static_cast<std::size_t>(part)][static_cast<std::size_t>(cell.span)].push_back(own);
    lane.fixed = nullptr;
    ++lane.rows;
    return noteRow(prompt, plan_.score, cell, framed, RowKind::TargetNote);
}

void DraftWriter::count(Lane& lane, const RowNote& note, const StepSpan& cell) const
{
    const int steps = kDurationSteps[note.duration];
    lane.tally.addTime(cell, note.onset, steps);
    if (note.pitch >= kDrumPitchBase)
        return;
    lane.tally.addPitch(note.pitch + plan_.frame.shift, (note.pitch - plan_.frame.tonic() + 12) % 12, steps);
    if (lane.standing.lastOnset != note.onset && lane.standing.top)
        lane.tally.addMove(note.pitch - *lane.standing.top);
}

NoteExplanation DraftWriter::inMusicalTerms(NoteExplanation why) const
{
    const auto change = [](ChoiceExplanation& choice, const auto& value) {
        for (WeighedValue& other : choice.next)
            other.value = value(other.value);
        if (choice.forbidden)
            choice.forbidden->value = value(choice.forbidden->value);
    };
    change(why.pitch, [&](int pitch) {
        RowNote note;
        note.pitch = static_cast<std::uint8_t>(pitch);
        return plan_.frame.outOf(note).pitch % kDrumPitchBase;
    });
    change(why.length, [](int duration) { return kDurationSteps[static_cast<std::size_t>(duration)]; });
    return why;
}

bool DraftWriter::lengthsArePromised() const
{
    return request_.grid || request_.voiceLeading || plan_.keep.rhythm;
}

void DraftWriter::report(const Prompt& prompt, Lane& lane, CellRef cell, const RowNote& own)
{
    const int part = partOf(prompt, cell);
    SuggestedNote suggested;
    suggested.track = trackOf(part);
    if (lane.fixed) {
        suggested.note = source_.notes(part, cell.span)[static_cast<std::size_t>(lane.fixed->source)].note;
        const bool isLocked = plan_.isLocked(suggested.note.id);
        lane.draft->isSuggested.push_back(!isLocked);
        if (isLocked)
            return; // it never went
        suggested.note.id = NoteId();
    } else {
        lane.draft->isSuggested.push_back(true);
        const Range<Tick> time = lane.writer->written().back().time;
        Note& note = suggested.note;
        note.origin = Origin::Suggestion;
        note.pitch = Pitch(own.pitch >= kDrumPitchBase ? own.pitch - kDrumPitchBase : own.pitch);
        note.start = time.begin;
        note.length = lengthsArePromised() ? time.end - time.begin : articulation_.at(part).sounding(time.end - time.begin);
        note.velocity = dynamics_.at(part).velocity(metricValue(plan_.score.grid[cell.span], own.onset), lane.draft->random);
        suggested.probability = lane.onset.probability * lane.pitch.probability * lane.duration.probability;
        if (request_.explain)
            suggested.why = std::make_shared<const NoteExplanation>(inMusicalTerms(lane.why));
        lane.draft->surprise -= std::log(std::max(suggested.probability, 1e-12));
    }
    lane.draft->suggestion.notes.push_back(suggested);
    if (lane.draft->number >= request_.candidates)
        return;
    SuggestionEvent event{request_.id, SuggestionEvent::Kind::Note, lane.draft->number, {}, suggested, {}, {}};
    emit_(event);
}

} // namespace continuo
