// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Generator.h"

#include "core/assist/CellPlanner.h"
#include "core/assist/Character.h"
#include "core/assist/Crossings.h"
#include "core/assist/Dynamics.h"
#include "core/assist/Explanation.h"
#include "core/assist/PassPlan.h"
#include "core/assist/Ranking.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/Sampler.h"
#include "core/assist/SourceMusic.h"
#include "core/assist/Steering.h"
#include "core/assist/Texture.h"
#include "core/assist/Variation.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>

namespace continuo {

namespace {

constexpr int kMostAttempts = 24;    // at one draft, when its choices lead to where no rule can be kept
constexpr int kUsualDrafts = 8;      // written together they cost less than three alone; twice the candidates where more
constexpr int kFewestDrafts = 2;     // to choose from
constexpr int kMostAblations = 24;   // bars of tracks that are left out to explain notes
constexpr int kMostRounds = 4;       // of drafts that close in on a closeness
constexpr double kCloseEnough = 0.03;

/// Where a draft could not go on, and what was in the way.
struct DeadEnd {
    int part = 0, span = 0;
    LockSet locks;
};

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

/// One draft on its way. The drafts that come first are shown while they are written, as what may become candidates.
struct Written {
    int number = 0;
    Random random;
    Hold hold;
    Score score;                                     ///< with what it has written so far
    std::vector<PartState> parts;                    ///< what is known of each part
    Suggestion suggestion;
    double surprise = 0;                             ///< nats of all notes that were chosen
    double closeness = 0;                            ///< of a variation, once it is written
    std::vector<bool> isSuggested;                   ///< for each note of the target, as written: not for locked ones
    std::optional<DeadEnd> deadEnd;
};

class Generation {
public:
    Generation(RowModel& model, const SuggestionRequest& request, RequestPlan plan, std::stop_token stop,
               const std::function<void(const SuggestionEvent&)>& emit)
        : model_(model)
        , request_(request)
        , plan_(std::move(plan))
        , stop_(std::move(stop))
        , emit_(emit)
        , sampler_(request.sampling)
        , source_(plan_)
        , passPlan_(request, plan_, source_)
        , steering_(request.character, plan_.frame, passPlan_.liveliness())
        , planner_(plan_, source_, isVariation() && request.closeness >= 1)
        , empty_(plan_.score)
    {
        for (const int part : plan_.written)
            for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; ++span)
                empty_.cells[static_cast<std::size_t>(part)][static_cast<std::size_t>(span)].clear();
        for (const int part : plan_.written)
            dynamics_.emplace(part, Dynamics(plan_.song, trackOf(part), plan_.target));
        if (request_.task == Task::Harmonize && request_.harmonizeAs == HarmonizeAs::Satb && !plan_.newTracks.empty()) {
            voices_.push_back(plan_.given.front()); // the melody
            voices_.insert(voices_.end(), plan_.written.begin(), plan_.written.end());
        }
    }

    Result<void> run()
    {
        if (const Result<void> possible = planner_.check(); !possible)
            return possible;
        for (const SuggestedTrack& track : plan_.newTracks) {
            SuggestionEvent event{request_.id, SuggestionEvent::Kind::Track, 0, track, {}, {}, {}};
            emit_(event);
        }
        std::vector<Written> drafts = newDrafts(draftCount(), {});
        if (const Result<void> written = writeAll(drafts); !written)
            return written;
        for (int round = 1; round < kMostRounds && seeksCloseness() && nearestMiss(drafts) > kCloseEnough; ++round) {
            std::vector<Written> more = newDrafts(draftCount(), drafts);
            if (const Result<void> written = writeAll(more); !written)
                return written;
            std::move(more.begin(), more.end(), std::back_inserter(drafts));
        }
        std::vector<Draft> ranked;
        for (const Written& draft : drafts) {
            const auto notes = static_cast<double>(std::max<std::size_t>(1, draft.suggestion.notes.size()));
            ranked.push_back({errorOf(draft), draft.surprise / notes,
                              placedNotes(draft.score, plan_.written, plan_.targetSpans), harmonyOf(draft.score)});
        }
        int number = 0;
        for (const std::size_t chosen : chooseDrafts(ranked, static_cast<std::size_t>(request_.candidates))) {
            SuggestionEvent event{request_.id, SuggestionEvent::Kind::Candidate, number++, {}, {}, {}, {}};
            event.suggestion = std::move(drafts[chosen].suggestion);
            event.suggestion.measured = measured(drafts[chosen]);
            if (request_.explain)
                if (const Result<void> explained = addInfluences(drafts[chosen], event.suggestion.notes); !explained)
                    return explained;
            emit_(event);
        }
        return {};
    }

private:
    /// What a lane of the model is doing.
    struct Lane {
        Written* draft = nullptr;
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

    TrackId trackOf(int part) const { return plan_.score.parts[static_cast<std::size_t>(part)].track; }
    int partOf(const Prompt& prompt, CellRef cell) const { return prompt.slots[static_cast<std::size_t>(cell.slot)]; }
    bool isVariation() const { return request_.task == Task::Vary; }

    bool seeksCloseness() const { return isVariation() && request_.closeness < 1; }

    bool seeksCharacter() const
    {
        const auto traits = characterTraits();
        return std::any_of(traits.begin(), traits.end(),
                           [&](const CharacterTrait& trait) { return (request_.character.*trait.value).has_value(); });
    }

    /// A choir is written: its voices should keep their order.
    bool seeksOrder() const { return !voices_.empty(); }

    int draftCount() const
    {
        if (request_.drafts > 0)
            return std::max(request_.drafts, request_.candidates);
        if (request_.sampling.greedy)
            return request_.candidates;
        // Drafts of several passes are written one after another and cost their full time each.
        const int usual = std::max(kUsualDrafts, 2 * request_.candidates) / static_cast<int>(passPlan_.passes().size());
        return std::max({usual, kFewestDrafts, request_.candidates});
    }

    /// `tried` are drafts of the same request that were written before.
    std::vector<Written> newDrafts(int count, const std::vector<Written>& tried) const
    {
        std::vector<Hold> holds(static_cast<std::size_t>(count));
        if (isVariation() && tried.empty()) {
            holds = firstHolds(request_.closeness, count);
        } else if (isVariation()) {
            std::vector<HeldDraft> held;
            for (const Written& draft : tried)
                held.push_back({draft.hold, draft.closeness});
            holds = nextHolds(request_.closeness, held, count);
        }
        std::vector<Written> drafts;
        for (int i = 0; i < count; ++i) {
            const int number = static_cast<int>(tried.size()) + i;
            Written draft{number, Random(request_.sampling.seed, static_cast<std::uint64_t>(number) + 1),
                          holds[static_cast<std::size_t>(i)], empty_, {}, {}, 0, 0, {}, {}};
            clear(draft);
            drafts.push_back(std::move(draft));
        }
        return drafts;
    }

    /// Makes the draft one of which nothing is written.
    void clear(Written& draft) const
    {
        draft.deadEnd.reset();
        draft.surprise = 0;
        draft.isSuggested.clear();
        draft.parts = planner_.begin([&](int part, const SourceMusicNote& note) {
            return isVariation() && !request_.keep.rhythm && !request_.keep.pitch && !request_.keep.contour
                && draft.hold.keeps(note.place, source_.count(part));
        });
        draft.suggestion = {};
        draft.suggestion.newTracks = plan_.newTracks;
        draft.suggestion.writtenTracks = plan_.writtenTracks;
        draft.suggestion.lockedNotes = plan_.lockedNotes;
        draft.suggestion.target = plan_.target;
        draft.suggestion.seed = request_.sampling.seed;
        draft.score = empty_;
    }

    /// Writes the drafts. One that cannot go on within the rules is begun anew, some times, before the request fails.
    Result<void> writeAll(std::vector<Written>& drafts)
    {
        const std::vector<Pass> passes = passPlan_.passes();
        if (passes.size() == 1) {
            if (const Result<void> written = write(passes.front(), drafts); !written)
                return written;
        }
        for (Written& draft : drafts) {
            // Later passes read what the draft wrote before, so each goes its own way from the start.
            if (passes.size() > 1)
                if (const Result<void> written = writeAlone(draft, passes); !written)
                    return written;
            if (!draft.deadEnd)
                continue;
            if (request_.sampling.greedy)
                sampler_ = Sampler(Sampling{}); // the likeliest choices would lead to the same end again
            for (int attempt = 1; draft.deadEnd && attempt < kMostAttempts; ++attempt) {
                clear(draft);
                if (const Result<void> written = writeAlone(draft, passes); !written)
                    return written;
            }
            sampler_ = Sampler(request_.sampling);
            if (draft.deadEnd)
                return planner_.cannotWrite(draft.deadEnd->part, draft.deadEnd->span, draft.deadEnd->locks);
        }
        if (isVariation())
            for (Written& draft : drafts)
                draft.closeness = closeness(source_.placed(), placedNotes(draft.score, plan_.written, plan_.targetSpans));
        return {};
    }

    Result<void> writeAlone(Written& draft, const std::vector<Pass>& passes)
    {
        for (const Pass& pass : passes) {
            if (draft.deadEnd)
                break;
            if (const Result<void> written = write(pass, {&draft, 1}); !written)
                return written;
        }
        return {};
    }

    /// What the music around did for each note of a draft, whose notes stand in the order they were made.
    Result<void> addInfluences(const Written& draft, std::vector<SuggestedNote>& notes)
    {
        Score soFar = empty_;
        std::size_t row = 0, next = 0;
        for (const Pass& pass : passPlan_.passes()) {
            const Prompt prompt = passPlan_.promptFor(pass, soFar);
            for (const int part : pass.parts)
                for (int span = pass.spans.begin; span < pass.spans.end; ++span)
                    soFar.cells[static_cast<std::size_t>(part)][static_cast<std::size_t>(span)] = draft.score.cell(part, span);
            const auto influences = influencesOf(model_, prompt, soFar, kMostAblations, stop_);
            if (!influences)
                return influences.error();
            for (const std::vector<Influence>& ofNote : *influences) {
                if (!draft.isSuggested[row++])
                    continue;
                SuggestedNote& note = notes[next++];
                if (!note.why)
                    continue;
                auto why = std::make_shared<NoteExplanation>(*note.why);
                why->influences = ofNote;
                note.why = std::move(why);
            }
        }
        return {};
    }

    double nearestMiss(const std::vector<Written>& drafts) const
    {
        double miss = 1;
        for (const Written& draft : drafts)
            miss = std::min(miss, std::abs(draft.closeness - request_.closeness));
        return miss;
    }

    Character characterOf(const Written& draft) const
    {
        return measureCharacter(draft.score, plan_.written, plan_.targetSpans, plan_.frame,
                                plan_.song.tempo.bpmAt(plan_.target.begin));
    }

    /// What a harmonization sounds like with its melody; nothing for other tasks, whose notes say enough.
    std::vector<PitchClasses> harmonyOf(const Score& score) const
    {
        if (request_.task != Task::Harmonize)
            return {};
        std::vector<int> parts = plan_.given;
        parts.insert(parts.end(), plan_.written.begin(), plan_.written.end());
        return soundingClasses(score, parts, plan_.targetSpans);
    }

    /// What it costs a variation to have more notes than its source, or fewer: twice as many are as bad as a tenth too far.
    double crowding(const Written& draft) const
    {
        constexpr double kCost = 0.15;
        const std::size_t source = source_.placed().size();
        const std::size_t written = placedNotes(draft.score, plan_.written, plan_.targetSpans).size();
        if (request_.density || request_.character.energy || source == 0 || written == 0)
            return 0;
        return kCost * std::abs(std::log(static_cast<double>(written) / static_cast<double>(source)));
    }

    /// How far a draft leaves the texture of the music that it goes on from or fills in; nothing where another is asked for.
    double departure(const Written& draft) const
    {
        constexpr double kCost = 0.25;
        constexpr int kBarsBefore = 16, kBarsAfter = 8; // as the network hears
        if ((request_.task != Task::Continue && request_.task != Task::Infill) || request_.density || seeksCharacter())
            return 0;
        const Range<int> around{std::max(0, plan_.targetSpans.begin - kBarsBefore),
                                std::min(plan_.score.grid.size(), plan_.targetSpans.end + kBarsAfter)};
        return kCost * textureDeparture(draft.score, plan_.written, plan_.targetSpans, around);
    }

    double errorOf(const Written& draft) const
    {
        const double distance = seeksCloseness() ? std::abs(draft.closeness - request_.closeness) + crowding(draft) : 0.0;
        const double crossed = seeksOrder() ? crossingShare(draft.score, voices_, plan_.targetSpans) : 0.0;
        return std::min(1.0, distance + crossed + departure(draft) + (seeksCharacter() ? characterError(request_.character, characterOf(draft)) : 0.0));
    }

    std::vector<AskedAndMeasured> measured(const Written& draft) const
    {
        std::vector<AskedAndMeasured> all;
        if (isVariation())
            all.push_back({"closeness", request_.closeness, draft.closeness});
        if (!seeksCharacter())
            return all;
        const Character shown = characterOf(draft);
        for (const CharacterTrait& trait : characterTraits())
            if (const auto& asked = request_.character.*trait.value)
                all.push_back({trait.name, *asked, shown.*trait.value});
        return all;
    }

    Result<void> write(const Pass& pass, std::span<Written> drafts)
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

    Row openCell(const Prompt& prompt, Lane& lane) const
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

    /// Lowers the logits where the source's own notes are when the draft is to get away from them. `choiceOf` tells which
    /// choice a note of the cell stands for, -1 for none.
    template <typename ChoiceOf>
    void leanAwayFromSource(const Prompt& prompt, const Lane& lane, ChoiceOf choiceOf)
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

    /// Of the notes of a cell, in cell order; 1 for none.
    static int mostStartingTogether(const std::vector<SourceMusicNote>& notes)
    {
        int most = 1, together = 0;
        for (std::size_t i = 0; i < notes.size(); ++i) {
            together = i > 0 && notes[i].row.onset == notes[i - 1].row.onset ? together + 1 : 1;
            most = std::max(most, together);
        }
        return most;
    }

    /// How strongly a draft leans toward the character asked for: each draft of four in its own way.
    static float leaning(const Written& draft)
    {
        return std::array{1.0f, 2.0f, 4.0f, 0.0f}[static_cast<std::size_t>(draft.number % 4)];
    }

    std::span<const float> steeredOnsets(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
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

    std::span<const float> steeredPitches(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
    {
        if (lane.draft->hold.avoidance() == 0 && !steering_.leansPitches())
            return logits;
        std::copy(logits.begin(), logits.end(), steered_.begin());
        leanAwayFromSource(prompt, lane, [&lane](const RowNote& note) { return note.onset == lane.onset.value ? int{note.pitch} : -1; });
        steering_.leanPitches({steered_.data(), logits.size()}, lane.onset.value, lane.standing, lane.tally, leaning(*lane.draft));
        return {steered_.data(), logits.size()};
    }

    std::span<const float> steeredDurations(const Prompt& prompt, const Lane& lane, std::span<const float> logits)
    {
        if (!steering_.leansDurations())
            return logits;
        std::copy(logits.begin(), logits.end(), steered_.begin());
        steering_.leanDurations({steered_.data(), logits.size()}, plan_.score.grid[prompt.target[lane.cell].span],
                                lane.onset.value, lane.standing, lane.tally, leaning(*lane.draft));
        return {steered_.data(), logits.size()};
    }

    /// Draws where a note that stays is a choice, `stays`: what would pass over it, from `first` to before `last`, means it.
    /// Tells in lane.passes whether such a choice was meant.
    Choice drawNoFurther(Lane& lane, std::size_t stays, std::size_t first, std::size_t last, std::span<const float> logits,
                         std::span<const std::uint8_t> mask, std::span<const float> own)
    {
        const Joined joined = joinedLogit(logits, stays, first, last);
        if (logits.data() != steered_.data())
            std::copy(logits.begin(), logits.end(), steered_.begin());
        steered_[stays] = joined.logit;
        const Choice choice = sampler_.draw({steered_.data(), logits.size()}, mask, lane.draft->random, own);
        lane.passes = choice.value == static_cast<int>(stays) && !lane.draft->random.chance(joined.share);
        return choice;
    }

    void chooseOnset(const Prompt& prompt, Lane& lane, std::span<const float> logits)
    {
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
            lane.onset = drawNoFurther(lane, next->row.onset, next->row.onset + std::size_t{1}, logits.size(), steered, mask, logits);
        else
            lane.onset = sampler_.draw(steered, mask, lane.draft->random, logits);
        lane.endsCell = lane.onset.value == kEndOfCell;
        lane.fixed = nullptr;
        if (lane.onset.value < 0)
            giveUp(prompt, lane, [](const CellWriter& writer) { return !writer.isStuck(); });
        else if (request_.explain)
            lane.why.start = explainChoice(logits, mask, lane.onset.value);
    }

    void choosePitch(const Prompt& prompt, Lane& lane, std::span<const float> logits)
    {
        CellWriter::PitchMask mask = lane.writer->pitches(lane.onset.value);
        const FixedNote* const next = lane.writer->nextFixed();
        const std::span<const float> steered = steeredPitches(prompt, lane, logits);
        if (next && next->row.onset == lane.onset.value && mask[next->row.pitch]) {
            if (lane.passes) {
                mask.fill(0);
                mask[next->row.pitch] = 1;
            }
            // From high to low: those below come after it.
            lane.pitch = drawNoFurther(lane, next->row.pitch, 0, next->row.pitch, steered, mask, logits);
        } else {
            lane.pitch = sampler_.draw(steered, mask, lane.draft->random, logits);
        }
        if (lane.pitch.value < 0)
            giveUp(prompt, lane, [](const CellWriter&) { return false; });
        else if (request_.explain)
            lane.why.pitch = explainChoice(logits, mask, lane.pitch.value);
        lane.fixed = lane.done ? nullptr : lane.writer->fixedAt(lane.onset.value, lane.pitch.value);
    }

    void chooseDuration(const Prompt& prompt, Lane& lane, std::span<const float> logits)
    {
        const CellWriter::DurationMask mask = lane.writer->durations(lane.onset.value, lane.pitch.value);
        lane.duration = sampler_.draw(steeredDurations(prompt, lane, logits), mask, lane.draft->random, logits);
        if (request_.explain && lane.duration.value >= 0)
            lane.why.length = explainChoice(logits, mask, lane.duration.value);
    }

    /// The lane's draft ends here, incomplete.
    void giveUp(const Prompt& prompt, Lane& lane, bool (*canGoOn)(const CellWriter&))
    {
        const CellRef cell = prompt.target[lane.cell];
        const int part = partOf(prompt, cell);
        lane.draft->deadEnd = DeadEnd{part, cell.span, planner_.inTheWayOf(*lane.writer, part, canGoOn)};
        lane.done = true;
    }

    /// The row that follows the choice; none when the lane has written its last cell.
    std::optional<Row> takeChoice(const Prompt& prompt, Lane& lane)
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

    void count(Lane& lane, const RowNote& note, const StepSpan& cell) const
    {
        const int steps = kDurationSteps[note.duration];
        lane.tally.addTime(cell, note.onset, steps);
        if (note.pitch >= kDrumPitchBase)
            return;
        lane.tally.addPitch(note.pitch + plan_.frame.shift, (note.pitch - plan_.frame.tonic() + 12) % 12, steps);
        if (lane.standing.lastOnset != note.onset && lane.standing.top)
            lane.tally.addMove(note.pitch - *lane.standing.top);
    }

    /// The explanation with song pitches and with lengths in steps in the place of the network's own numbers. The end of
    /// the cell, as another choice of a start, keeps its number.
    NoteExplanation inMusicalTerms(NoteExplanation why) const
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

    /// Tells of the note that the writer has just taken; `own` is it in the song's key.
    void report(const Prompt& prompt, Lane& lane, CellRef cell, const RowNote& own)
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
            note.length = time.end - time.begin;
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

    RowModel& model_;
    const SuggestionRequest& request_;
    RequestPlan plan_;
    std::stop_token stop_;
    const std::function<void(const SuggestionEvent&)>& emit_;
    Sampler sampler_;
    std::array<float, std::max(kOnsetClasses, kPitchClassesOut)> steered_{};
    std::map<int, Dynamics> dynamics_;
    SourceMusic source_;
    PassPlan passPlan_;
    Steering steering_;
    CellPlanner planner_;
    std::vector<int> voices_;               ///< parts of a choir that is written, from high to low, melody first
    Score empty_;                           ///< the plan's, nothing written yet
};

} // namespace

void generate(RowModel& model, const SuggestionRequest& request, std::stop_token stop,
              const std::function<void(const SuggestionEvent&)>& emit)
{
    SuggestionEvent last;
    last.request = request.id;
    Result<RequestPlan> plan = planRequest(request);
    Result<void> done = plan ? Generation(model, request, std::move(*plan), std::move(stop), emit).run()
                             : Result<void>(plan.error());
    if (!done) {
        last.kind = SuggestionEvent::Kind::Failed;
        last.error = done.error();
    }
    emit(last);
}

} // namespace continuo
