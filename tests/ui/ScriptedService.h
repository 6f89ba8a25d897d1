// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

namespace continuo::ui {

/// A SuggestionService that says what a test tells it to, when it tells it to.
class ScriptedService : public SuggestionService {
public:
    void request(SuggestionRequest request, Listener listener) override
    {
        cancel();
        asked = std::move(request);
        ++requests;
        listener_ = std::move(listener);
    }

    void cancel() override
    {
        if (listener_)
            fail({ErrorCode::Cancelled, "The suggestion was cancelled."});
    }

    bool isAtWork() const { return static_cast<bool>(listener_); }

    /// One note on the first track of the asked song, a quarter long, in quarters from the target's start.
    SuggestedNote note(int quarter, int pitch) const
    {
        Note made;
        made.start = asked.song.meters.bar(asked.firstBar).begin + kTicksPerQuarter * quarter;
        made.length = kTicksPerQuarter;
        made.pitch = Pitch(pitch);
        return {asked.song.tracks.front()->id, made, 0.5};
    }

    void sayNote(int candidate, const SuggestedNote& made)
    {
        SuggestionEvent event;
        event.kind = SuggestionEvent::Kind::Note;
        event.candidate = candidate;
        event.note = made;
        say(event);
    }

    void sayCandidate(int candidate, std::vector<SuggestedNote> notes)
    {
        SuggestionEvent event;
        event.kind = SuggestionEvent::Kind::Candidate;
        event.candidate = candidate;
        event.suggestion.notes = std::move(notes);
        event.suggestion.style = style;
        event.suggestion.writtenTracks = {asked.song.tracks.front()->id};
        event.suggestion.target = asked.song.meters.bars(asked.firstBar, asked.lastBar);
        say(event);
    }

    void finish()
    {
        SuggestionEvent event;
        event.request = asked.id;
        std::exchange(listener_, nullptr)(event);
    }

    void fail(Error error)
    {
        SuggestionEvent event;
        event.request = asked.id;
        event.kind = SuggestionEvent::Kind::Failed;
        event.error = std::move(error);
        std::exchange(listener_, nullptr)(event);
    }

    void say(SuggestionEvent& event)
    {
        event.request = asked.id;
        listener_(event);
    }

    SuggestionRequest asked;
    std::string style;              ///< that candidates are said to be in
    int requests = 0;

private:
    Listener listener_;
};

} // namespace continuo::ui
