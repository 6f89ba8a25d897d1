// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/SuggestionController.h"

#include "ui/assist/SuggestionTarget.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace continuo::ui {

namespace {

const char* acceptedName(Task task)
{
    switch (task) {
    case Task::Continue: return "Accept continuation";
    case Task::Harmonize: return "Accept harmony";
    case Task::Vary: return "Accept variation";
    case Task::Infill: return "Accept infill";
    }
    return "Accept suggestion";
}

} // namespace

SuggestionController::SuggestionController(SuggestionService& service, DocumentBridge& bridge, EditorState& state,
                                           QObject* parent)
    : QObject(parent), service_(service), bridge_(bridge), editor_(state)
{
    connect(&bridge_, &DocumentBridge::loaded, this, &SuggestionController::reject);
}

SuggestionController::~SuggestionController()
{
    if (std::exchange(state_, State::Idle) == State::Working)
        service_.cancel(); // its last event finds nobody at work and is dropped
}

void SuggestionController::ask(Task task)
{
    const Song& song = bridge_.document().committedSong();
    if (song.noteCount() == 0) {
        Q_EMIT failed(tr("There are no notes yet: draw a phrase or open a song first."));
        return;
    }
    const auto target = suggestionTarget(song, editor_.selection(), editor_.loop(), task, settings_.bars);
    if (!target) {
        Q_EMIT failed(tr("Select notes or draw a loop in the ruler first: its bars are what will be written."));
        return;
    }
    SuggestionRequest request;
    request.task = task;
    request.song = song;
    request.firstBar = target->first;
    request.lastBar = target->last;
    if (task == Task::Harmonize)
        request.melody = editor_.activeTrack();
    request.harmonizeAs = settings_.harmonizeAs;
    request.closeness = settings_.closeness;
    request.sampling.temperature = settings_.temperature;
    request.sampling.seed = settings_.seed;
    request.candidates = settings_.candidates;
    request.style = settings_.style;
    request.lockScale = settings_.lockScale;
    request_ = std::move(request);
    start();
}

void SuggestionController::askAgain()
{
    if (request_.id == 0)
        return;
    request_.song = bridge_.document().committedSong();
    ++request_.sampling.seed;
    settings_.seed = request_.sampling.seed;
    start();
}

void SuggestionController::start()
{
    candidates_.clear();
    shown_ = 0;
    request_.id = ++lastRequest_;
    target_ = request_.song.meters.bars(request_.firstBar, request_.lastBar);
    state_ = State::Working;
    bridge_.document().endRun();
    Q_EMIT changed();
    service_.request(request_, [guard = QPointer(this), id = request_.id](const SuggestionEvent& event) {
        if (guard && guard->request_.id == id && guard->state_ == State::Working)
            guard->take(event);
    });
}

SuggestionController::Candidate& SuggestionController::at(int candidate)
{
    const auto index = static_cast<std::size_t>(std::max(candidate, 0));
    while (candidates_.size() <= index) {
        candidates_.emplace_back();
        candidates_.back().suggestion.target = target_;
    }
    return candidates_[index];
}

void SuggestionController::take(const SuggestionEvent& event)
{
    switch (event.kind) {
    case SuggestionEvent::Kind::Track:
        at(event.candidate).suggestion.newTracks.push_back(event.track);
        break;
    case SuggestionEvent::Kind::Note:
        at(event.candidate).suggestion.notes.push_back(event.note);
        break;
    case SuggestionEvent::Kind::Candidate:
        at(event.candidate) = {event.suggestion, true};
        for (SuggestedNote& each : candidates_[static_cast<std::size_t>(event.candidate)].suggestion.notes)
            each.note.origin = Origin::Suggestion;
        break;
    case SuggestionEvent::Kind::Finished:
        state_ = candidates_.empty() ? State::Idle : State::Ready;
        break;
    case SuggestionEvent::Kind::Failed:
        takeFailure(event.error);
        return;
    }
    Q_EMIT changed();
}

void SuggestionController::takeFailure(const Error& error)
{
    std::erase_if(candidates_, [](const Candidate& candidate) { return !candidate.complete; });
    state_ = candidates_.empty() ? State::Idle : State::Ready;
    shown_ = std::clamp(shown_, 0, std::max(candidateCount() - 1, 0));
    Q_EMIT changed();
    if (error.code == ErrorCode::Cancelled)
        return;
    Q_EMIT failed(error.message.empty()
                      ? tr("The suggestion engine stopped; the song is untouched. Ask again to restart it.")
                      : QString::fromStdString(error.message));
}

const Suggestion* SuggestionController::shown() const
{
    const auto index = static_cast<std::size_t>(shown_);
    return index < candidates_.size() ? &candidates_[index].suggestion : nullptr;
}

std::vector<TrackId> SuggestionController::replacedTracks() const
{
    if (shown() == nullptr)
        return {};
    if (isComplete(shown_))
        return shown()->writtenTracks;
    return request_.tracks;
}

void SuggestionController::show(int candidate)
{
    const int wanted = std::clamp(candidate, 0, std::max(candidateCount() - 1, 0));
    if (wanted == shown_)
        return;
    shown_ = wanted;
    Q_EMIT changed();
}

bool SuggestionController::accept()
{
    if (!canAccept())
        return false;
    const Edit edit{acceptedName(request_.task),
                    [suggestion = *shown()](const Song& song) { return withSuggestion(song, suggestion); },
                    {}};
    clear();
    bridge_.document().commit(edit);
    return true;
}

void SuggestionController::reject()
{
    if (state_ != State::Idle)
        clear();
}

void SuggestionController::clear()
{
    const bool working = state_ == State::Working;
    candidates_.clear();
    shown_ = 0;
    state_ = State::Idle;
    if (working)
        service_.cancel();
    Q_EMIT changed();
}

Song SuggestionController::songWithShown() const
{
    const Song& song = bridge_.document().song();
    return shown() != nullptr ? withSuggestion(song, *shown()) : song;
}

} // namespace continuo::ui
