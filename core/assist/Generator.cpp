// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Generator.h"

#include "core/assist/CellPlanner.h"
#include "core/assist/Closeness.h"
#include "core/assist/DraftRating.h"
#include "core/assist/DraftWriter.h"
#include "core/assist/Explanation.h"
#include "core/assist/PassPlan.h"
#include "core/assist/Ranking.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/SourceMusic.h"
#include "core/assist/Variation.h"
#include "core/assist/WrittenDraft.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace continuo {

namespace {

constexpr int kMostAttempts = 24;    // at one draft, when its choices lead to where no rule can be kept
constexpr int kUsualDrafts = 8;      // written together they cost less than three alone; twice the candidates where more
constexpr int kFewestDrafts = 2;     // to choose from
constexpr int kMostAblations = 24;   // bars of tracks that are left out to explain notes
constexpr int kMostRounds = 4;       // of drafts that close in on a closeness
constexpr double kCloseEnough = 0.05;

/// Carries out a request for one style at most.
class Generation {
public:
    Generation(RowModel& model, const SuggestionRequest& request, RequestPlan plan, std::stop_token stop,
               const std::function<void(const SuggestionEvent&)>& emit)
        : model_(model)
        , request_(request)
        , plan_(std::move(plan))
        , stop_(std::move(stop))
        , emit_(emit)
        , source_(plan_)
        , passPlan_(request, plan_, source_)
        , planner_(plan_, source_, isVariation() && request.closeness >= 1)
        , rating_(request, plan_, source_)
        , writer_(model, request, plan_, source_, passPlan_, planner_, stop_, emit)
        , empty_(plan_.score)
    {
        for (const int part : plan_.written)
            for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; ++span)
                empty_.cells[static_cast<std::size_t>(part)][static_cast<std::size_t>(span)].clear();
    }

    Result<void> run()
    {
        if (const Result<void> possible = planner_.check(); !possible)
            return possible;
        for (const SuggestedTrack& track : plan_.newTracks) {
            SuggestionEvent event{request_.id, SuggestionEvent::Kind::Track, 0, track, {}, {}, {}};
            emit_(event);
        }
        std::vector<WrittenDraft> drafts = newDrafts(draftCount(), {});
        if (const Result<void> written = writeAll(drafts); !written)
            return written;
        for (int round = 1; round < kMostRounds && seeksCloseness() && nearestMiss(drafts) > kCloseEnough; ++round) {
            std::vector<WrittenDraft> more = newDrafts(draftCount(), drafts);
            if (const Result<void> written = writeAll(more); !written)
                return written;
            std::move(more.begin(), more.end(), std::back_inserter(drafts));
        }
        std::vector<Draft> rated;
        for (const WrittenDraft& draft : drafts)
            rated.push_back(rating_.rated(draft));
        int number = 0;
        for (const std::size_t chosen : chooseDrafts(rated, static_cast<std::size_t>(request_.candidates))) {
            SuggestionEvent event{request_.id, SuggestionEvent::Kind::Candidate, number++, {}, {}, {}, {}};
            event.suggestion = std::move(drafts[chosen].suggestion);
            event.suggestion.measured = rating_.measured(drafts[chosen]);
            if (request_.explain)
                if (const Result<void> explained = addInfluences(drafts[chosen], event.suggestion.notes); !explained)
                    return explained;
            emit_(event);
        }
        return {};
    }

private:
    bool isVariation() const { return request_.task == Task::Vary; }

    double soughtResemblance() const { return resemblanceAt(request_.closeness, source_.resemblanceByChance()); }

    bool seeksCloseness() const { return isVariation() && request_.closeness < 1; }

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
    std::vector<WrittenDraft> newDrafts(int count, const std::vector<WrittenDraft>& tried) const
    {
        std::vector<Hold> holds(static_cast<std::size_t>(count));
        if (isVariation() && tried.empty()) {
            holds = firstHolds(soughtResemblance(), count);
        } else if (isVariation()) {
            std::vector<HeldDraft> held;
            for (const WrittenDraft& draft : tried)
                held.push_back({draft.hold, draft.resemblance});
            holds = nextHolds(soughtResemblance(), held, count);
        }
        std::vector<WrittenDraft> drafts;
        for (int i = 0; i < count; ++i) {
            const int number = static_cast<int>(tried.size()) + i;
            WrittenDraft draft{number, Random(request_.sampling.seed, static_cast<std::uint64_t>(number) + 1),
                               holds[static_cast<std::size_t>(i)], empty_, {}, {}, 0, 0, 0, {}, {}};
            clear(draft);
            drafts.push_back(std::move(draft));
        }
        return drafts;
    }

    /// Makes the draft one of which nothing is written.
    void clear(WrittenDraft& draft) const
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
        draft.suggestion.style = request_.styles.empty() ? std::string() : request_.styles.front();
        draft.score = empty_;
    }

    /// Writes the drafts. One that cannot go on within the rules is begun anew, some times, before the request fails.
    Result<void> writeAll(std::vector<WrittenDraft>& drafts)
    {
        const std::vector<Pass> passes = passPlan_.passes();
        if (passes.size() == 1) {
            if (const Result<void> written = writer_.write(passes.front(), drafts); !written)
                return written;
        }
        for (WrittenDraft& draft : drafts) {
            // Later passes read what the draft wrote before, so each goes its own way from the start.
            if (passes.size() > 1)
                if (const Result<void> written = writeAlone(draft, passes); !written)
                    return written;
            if (!draft.deadEnd)
                continue;
            if (request_.sampling.greedy)
                writer_.drawBy(Sampling{}); // the likeliest choices would lead to the same end again
            for (int attempt = 1; draft.deadEnd && attempt < kMostAttempts; ++attempt) {
                clear(draft);
                if (const Result<void> written = writeAlone(draft, passes); !written)
                    return written;
            }
            writer_.drawBy(request_.sampling);
            if (draft.deadEnd)
                return planner_.cannotWrite(draft.deadEnd->part, draft.deadEnd->span, draft.deadEnd->locks);
        }
        if (isVariation())
            for (WrittenDraft& draft : drafts) {
                draft.resemblance = resemblance(source_.placed(), placedNotes(draft.score, plan_.written, plan_.targetSpans));
                draft.closeness = closeness(draft.resemblance, source_.resemblanceByChance());
            }
        return {};
    }

    Result<void> writeAlone(WrittenDraft& draft, const std::vector<Pass>& passes)
    {
        for (const Pass& pass : passes) {
            if (draft.deadEnd)
                break;
            if (const Result<void> written = writer_.write(pass, {&draft, 1}); !written)
                return written;
        }
        return {};
    }

    /// What the music around did for each note of a draft, whose notes stand in the order they were made.
    Result<void> addInfluences(const WrittenDraft& draft, std::vector<SuggestedNote>& notes)
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

    double nearestMiss(const std::vector<WrittenDraft>& drafts) const
    {
        double miss = 1;
        for (const WrittenDraft& draft : drafts)
            miss = std::min(miss, std::abs(draft.closeness - request_.closeness));
        return miss;
    }

    RowModel& model_;
    const SuggestionRequest& request_;
    RequestPlan plan_;
    std::stop_token stop_;
    const std::function<void(const SuggestionEvent&)>& emit_;
    SourceMusic source_;
    PassPlan passPlan_;
    CellPlanner planner_;
    DraftRating rating_;
    DraftWriter writer_;
    Score empty_;                           ///< the plan's, nothing written yet
};

/// The parts of the request, in one style each, one after another.
std::vector<SuggestionRequest> oneForEachStyle(const SuggestionRequest& request)
{
    const int styles = std::max(1, static_cast<int>(request.styles.size()));
    std::vector<SuggestionRequest> parts;
    for (int i = 0; i < styles; ++i) {
        SuggestionRequest& part = parts.emplace_back(request);
        part.candidates = std::max(1, (request.candidates + styles - 1 - i) / styles);
        if (!request.styles.empty())
            part.styles = {request.styles[static_cast<std::size_t>(i)]};
    }
    return parts;
}

Result<void> generateAll(RowModel& model, const SuggestionRequest& request, const std::stop_token& stop,
                         const std::function<void(const SuggestionEvent&)>& emit)
{
    int before = 0;
    for (const SuggestionRequest& part : oneForEachStyle(request)) {
        Result<RequestPlan> plan = planRequest(part);
        if (!plan)
            return plan.error();
        int complete = 0;
        const std::function<void(const SuggestionEvent&)> emitNumbered = [&](SuggestionEvent event) {
            complete += event.kind == SuggestionEvent::Kind::Candidate;
            event.candidate += before;
            emit(event);
        };
        if (const Result<void> done = Generation(model, part, std::move(*plan), stop, emitNumbered).run(); !done)
            return done;
        before += complete;
    }
    return {};
}

} // namespace

void generate(RowModel& model, const SuggestionRequest& request, std::stop_token stop,
              const std::function<void(const SuggestionEvent&)>& emit)
{
    SuggestionEvent last;
    last.request = request.id;
    const Result<void> done = generateAll(model, request, stop, emit);
    if (!done) {
        last.kind = SuggestionEvent::Kind::Failed;
        last.error = done.error();
    }
    emit(last);
}

} // namespace continuo
