// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/SuggestionPart.h"
#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/assist/SuggestionSettings.h"

#include <QObject>

namespace continuo::ui {

/// Asks for suggestions, holds the ghost notes that come, and puts the chosen candidate, or a part of it, into the song
/// or drops it. Until accepted nothing of it touches the document. UI thread; so must be the service's events.
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
    void setSettings(SuggestionSettings settings);

    // --- asking ---

    /// Asks for what the selection, the loop and the settings say; takes the place of what is on show. When it cannot be
    /// asked for now, `failed` says why.
    void ask(Ask ask);
    /// Asks the same again with the next seed. Nothing happens before the first ask.
    void askAgain();
    /// Asks the same again as it was, after it failed.
    void retry();
    /// What was asked last; Continue before the first.
    Ask asked() const { return asked_; }
    /// The current or last request; id 0 before the first.
    const SuggestionRequest& request() const { return shelf_.request; }
    /// The song that the candidates are about, as it is now.
    const Song& askedSong() const { return bridge_.document().committedSong(); }
    /// What would be asked for now.
    Result<SuggestionRequest> requestFor(Ask ask) const;
    /// Why the last request came to nothing; empty when it did not.
    const QString& trouble() const { return trouble_; }

    // --- candidates ---

    State state() const { return state_; }
    int candidateCount() const { return static_cast<int>(shelf_.candidates.size()); }
    int shownIndex() const { return shelf_.shown; }
    bool isComplete(int candidate) const { return shelf_.candidates[static_cast<std::size_t>(candidate)].complete; }
    const Suggestion& candidate(int index) const { return shelf_.candidates[static_cast<std::size_t>(index)].suggestion; }
    /// Which of the request's candidates it is, whatever was dropped.
    int numberOf(int index) const { return shelf_.candidates[static_cast<std::size_t>(index)].number; }
    /// The candidate on show; null when none.
    const Suggestion* shown() const;
    /// The bars that the current or last request is about.
    Range<Tick> target() const { return target_; }
    /// What would be replaced by the candidate on show.
    Range<Tick> replaced() const { return shown() ? target_ : Range<Tick>{}; }
    std::vector<TrackId> replacedTracks() const;
    /// Shows another candidate; numbers beyond the ends stay at the ends.
    void show(int candidate);
    bool canAccept() const { return shown() != nullptr && isComplete(shelf_.shown); }
    /// The song as it would be with the candidate on show: what to play. Without one the document's song.
    Song songWithShown() const;

    /// The parts of the candidate on show that can be accepted by themselves; none before it is complete.
    std::vector<SuggestionPart> parts() const;
    int partIndex() const { return part_; }
    /// Chooses another part; numbers beyond the ends stay at the ends.
    void choosePart(int part);
    /// "bar 5", "Alto".
    QString partName(const SuggestionPart& part) const;

    // --- deciding ---

    /// Puts the candidate on show into the song as one undo step and forgets the others. False when it is not complete.
    bool accept();
    /// Puts the chosen part of the candidate on show into the song as one undo step. What is left of the candidates stays
    /// on show, without that part; undoing brings it back. False when there is none.
    bool acceptPart();
    /// Drops the candidate on show; with the last one all is over.
    void reject();
    /// Stops the work and drops all that came; the song is as it was.
    void leave();
    /// Whether candidates were dropped that can be shown again.
    bool canBringBack() const { return state_ == State::Idle && !dropped_.candidates.empty(); }
    /// Shows again what was dropped last.
    void bringBack();

    // --- looking closer ---

    /// Whether it is shown what the candidate changes.
    bool showsDifferences() const { return differences_; }
    void setShowsDifferences(bool shown);
    /// Asks the engine why the notes of the candidates came out as they did; SuggestedNote::why has it afterwards. Nothing
    /// happens when that is known.
    void explain();
    bool isExplaining() const { return explaining_ != 0; }
    /// The note of the candidate on show that is looked at, as an index; -1 for none.
    int watchedNote() const { return watched_; }
    void watchNote(int index);

Q_SIGNALS:
    /// State, candidates, the one on show or what is looked at changed.
    void changed();
    void settingsChanged();
    /// A sentence for the user; the song is untouched.
    void failed(const QString& sentence);

private:
    struct Candidate {
        Suggestion suggestion;
        bool complete = false;
        int number = 0;                 ///< the engine's
    };
    /// A part that was accepted, and the notes that came of it.
    struct Taken {
        SuggestionPart part;
        std::vector<NoteId> notes;
    };
    /// What is on show, all of it.
    struct Shelf {
        Ask ask = Ask::Continue;
        SuggestionRequest request;      ///< id 0 before the first
        std::vector<Candidate> candidates;
        std::vector<Taken> taken;
        int shown = 0;
    };
    /// What was on show when a part was accepted in this song.
    struct PartStep {
        Song before;
        Shelf shelf;
    };

    void start();
    void take(const SuggestionEvent& event);
    void takeReasons(const SuggestionEvent& event);
    void takeFailure(const Error& error);
    void fail(const QString& sentence);
    Candidate& at(int candidate);
    void clear();
    /// Puts a shelf on show again.
    void putBack(Shelf shelf);
    /// Remembers what is on show before it is dropped; of the candidates of one request the fullest shelf.
    void keepDropped();
    void followSong(const Change& change);

    SuggestionService& service_;
    DocumentBridge& bridge_;
    EditorState& editor_;
    SuggestionSettings settings_;
    Ask asked_ = Ask::Continue;
    Range<Tick> target_;
    Shelf shelf_;
    Shelf dropped_;
    std::vector<PartStep> partSteps_;
    int part_ = 0;
    int watched_ = -1;
    bool differences_ = false;
    QString trouble_;
    State state_ = State::Idle;
    std::uint64_t lastRequest_ = 0;
    std::uint64_t explaining_ = 0;      ///< id of the request for reasons; 0 for none
};

} // namespace continuo::ui
