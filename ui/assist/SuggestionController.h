// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"

#include <QObject>

namespace continuo::ui {

/// How suggestions are to be made, as the panel shows it.
struct SuggestionSettings {
    int bars = 4;                       ///< continue: how many
    int candidates = 3;                 ///< 1..8
    double temperature = 1.0;
    std::uint64_t seed = 1;
    std::string style;                  ///< one of styleNames(); empty: any
    HarmonizeAs harmonizeAs = HarmonizeAs::Satb;
    double closeness = 0.5;             ///< vary
    bool lockScale = false;
};

/// Asks for suggestions, holds the ghost notes that come, and puts the chosen candidate into the song or drops it.
/// Until accepted nothing of it touches the document. UI thread; so must be the service's events.
class SuggestionController : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        Idle,       ///< nothing on show
        Working,    ///< candidates are coming; those that came can be seen and accepted
        Ready,      ///< all that will come are there
    };

    SuggestionController(SuggestionService& service, DocumentBridge& bridge, EditorState& state, QObject* parent = nullptr);
    ~SuggestionController() override;

    const SuggestionSettings& settings() const { return settings_; }
    void setSettings(SuggestionSettings settings) { settings_ = std::move(settings); }

    /// Asks for what the selection, the loop and the settings say; takes the place of what is on show. When the task
    /// cannot be asked for now, `failed` says why.
    void ask(Task task);
    /// Asks the same again with the next seed. Nothing happens before the first ask.
    void askAgain();

    State state() const { return state_; }
    Task task() const { return request_.task; }
    int candidateCount() const { return static_cast<int>(candidates_.size()); }
    int shownIndex() const { return shown_; }
    bool isComplete(int candidate) const { return candidates_[static_cast<std::size_t>(candidate)].complete; }
    const Suggestion& candidate(int index) const { return candidates_[static_cast<std::size_t>(index)].suggestion; }
    /// The candidate on show; null when none.
    const Suggestion* shown() const;
    /// The bars that the current or last request is about.
    Range<Tick> target() const { return target_; }
    /// What would be replaced by the candidate on show.
    Range<Tick> replaced() const { return shown() ? target_ : Range<Tick>{}; }
    std::vector<TrackId> replacedTracks() const;
    /// Shows another candidate; numbers beyond the ends stay at the ends.
    void show(int candidate);
    bool canAccept() const { return shown() != nullptr && isComplete(shown_); }

    /// Puts the candidate on show into the song as one undo step and forgets the others. False when it is not complete.
    bool accept();
    /// Stops the work and forgets what came; the song is as it was.
    void reject();
    /// The song as it would be with the candidate on show: what to play. Without one the document's song.
    Song songWithShown() const;

Q_SIGNALS:
    /// State, candidates or the one on show changed.
    void changed();
    /// A sentence for the user; the song is untouched.
    void failed(const QString& sentence);

private:
    struct Candidate {
        Suggestion suggestion;
        bool complete = false;
    };

    void start();
    void take(const SuggestionEvent& event);
    void takeFailure(const Error& error);
    Candidate& at(int candidate);
    void clear();

    SuggestionService& service_;
    DocumentBridge& bridge_;
    EditorState& editor_;
    SuggestionSettings settings_;
    SuggestionRequest request_;         ///< the current or last one; id 0 before the first
    Range<Tick> target_;
    std::vector<Candidate> candidates_;
    int shown_ = 0;
    State state_ = State::Idle;
    std::uint64_t lastRequest_ = 0;
};

} // namespace continuo::ui
