// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace continuo {

/// A SuggestionService without a model: each candidate is what a function makes of the request and its number.
class ScriptedService : public SuggestionService {
public:
    using Script = std::function<Suggestion(const SuggestionRequest&, int candidate)>;

    explicit ScriptedService(Script script) : script_(std::move(script)) {}
    ~ScriptedService() override { stopWorker(); }

    /// When set, a request stops before its first candidate until it is cancelled.
    bool waits = false;

    void request(SuggestionRequest request, Listener listener) override
    {
        stopWorker();
        worker_ = std::jthread([this, request = std::move(request), listener = std::move(listener)](const std::stop_token& stop) {
            work(request, listener, stop);
        });
    }
    void cancel() override { stopWorker(); }

private:
    void stopWorker()
    {
        if (worker_.joinable()) {
            worker_.request_stop();
            worker_.join();
        }
    }

    void work(const SuggestionRequest& request, const Listener& listener, const std::stop_token& stop)
    {
        SuggestionEvent event;
        event.request = request.id;
        if (waits) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
        }
        for (int candidate = 0; candidate < request.candidates && !stop.stop_requested(); ++candidate) {
            event.candidate = candidate;
            event.suggestion = script_(request, candidate);
            for (const SuggestedTrack& track : event.suggestion.newTracks) {
                event.kind = SuggestionEvent::Kind::Track;
                event.track = track;
                listener(event);
            }
            for (const SuggestedNote& note : event.suggestion.notes) {
                event.kind = SuggestionEvent::Kind::Note;
                event.note = note;
                listener(event);
            }
            event.kind = SuggestionEvent::Kind::Candidate;
            listener(event);
        }
        event.kind = stop.stop_requested() ? SuggestionEvent::Kind::Failed : SuggestionEvent::Kind::Finished;
        event.error = {ErrorCode::Cancelled, "The suggestion was cancelled."};
        listener(event);
    }

    Script script_;
    std::jthread worker_;
};

/// A note of `pitch` on each quarter of the target, in every track that the request may write.
inline Suggestion quartersOf(const SuggestionRequest& request, int pitch)
{
    Suggestion suggestion;
    suggestion.target = request.song.meters.bars(request.firstBar, request.lastBar);
    suggestion.seed = request.sampling.seed;
    for (const auto& track : request.song.tracks) {
        const bool isNamed = std::find(request.tracks.begin(), request.tracks.end(), track->id) != request.tracks.end();
        if (request.tracks.empty() ? track->noteCount() == 0 : !isNamed)
            continue;
        suggestion.writtenTracks.push_back(track->id);
        for (Tick at = suggestion.target.begin; at < suggestion.target.end; at += kTicksPerQuarter) {
            SuggestedNote note{track->id, {}, 0.5};
            note.note.start = at;
            note.note.length = kTicksPerQuarter;
            note.note.pitch = Pitch(pitch);
            suggestion.notes.push_back(note);
        }
    }
    return suggestion;
}

} // namespace continuo
