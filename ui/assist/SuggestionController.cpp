// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/SuggestionController.h"

#include "ui/assist/Asking.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace continuo::ui {

namespace {

/// The notes of these tracks that the song before did not have.
std::vector<NoteId> notesAddedTo(const Song& after, const Song& before, const Suggestion& added)
{
    std::vector<NoteId> ids;
    for (const auto& track : after.tracks)
        if (std::ranges::any_of(added.notes, [&](const SuggestedNote& note) { return note.track == track->id; }))
            for (const Note& note : notesInSongTime(*track))
                if (note.id.value > before.lastId)
                    ids.push_back(note.id);
    return ids;
}

bool isSameNote(const SuggestedNote& a, const SuggestedNote& b)
{
    return a.track == b.track && a.note.start == b.note.start && a.note.pitch == b.note.pitch && a.note.length == b.note.length;
}

} // namespace

SuggestionController::SuggestionController(SuggestionService& service, DocumentBridge& bridge, EditorState& state,
                                           QObject* parent)
    : QObject(parent), service_(service), bridge_(bridge), editor_(state)
{
    connect(&bridge_, &DocumentBridge::changed, this, &SuggestionController::followSong);
    connect(&bridge_, &DocumentBridge::loaded, this, [this] {
        trouble_.clear();
        settings_.tracks.clear();
        clear();
        dropped_ = {};
    });
}

SuggestionController::~SuggestionController()
{
    const bool explaining = std::exchange(explaining_, 0) != 0;
    if (std::exchange(state_, State::Idle) == State::Working || explaining)
        service_.cancel(); // its last event finds nobody at work and is dropped
}

void SuggestionController::setSettings(SuggestionSettings settings)
{
    settings_ = std::move(settings);
    Q_EMIT settingsChanged();
}

Result<SuggestionRequest> SuggestionController::requestFor(Ask ask) const
{
    return ui::requestFor(ask, settings_, {askedSong(), editor_.selection(), editor_.loop(), editor_.activeTrack()});
}

void SuggestionController::ask(Ask ask)
{
    asked_ = ask;
    Result<SuggestionRequest> request = requestFor(ask);
    Q_EMIT settingsChanged(); // what the panel says is about this now
    if (!request) {
        Q_EMIT failed(QString::fromStdString(request.error().message));
        return;
    }
    keepDropped();
    shelf_.ask = ask;
    shelf_.request = std::move(*request);
    start();
}

void SuggestionController::askAgain()
{
    if (shelf_.request.id == 0)
        return;
    keepDropped();
    settings_.seed = ++shelf_.request.sampling.seed;
    retry();
}

void SuggestionController::retry()
{
    if (shelf_.request.id == 0)
        return;
    shelf_.request.song = askedSong();
    start();
}

void SuggestionController::start()
{
    shelf_.candidates.clear();
    shelf_.taken.clear();
    shelf_.shown = 0;
    partSteps_.clear();
    trouble_.clear();
    part_ = 0;
    watched_ = -1;
    explaining_ = 0;
    shelf_.request.id = ++lastRequest_;
    target_ = shelf_.request.song.meters.bars(shelf_.request.firstBar, shelf_.request.lastBar);
    state_ = State::Working;
    bridge_.document().endRun();
    Q_EMIT changed();
    service_.request(shelf_.request, [guard = QPointer(this), id = shelf_.request.id](const SuggestionEvent& event) {
        if (guard && guard->shelf_.request.id == id && guard->state_ == State::Working)
            guard->take(event);
    });
}

SuggestionController::Candidate& SuggestionController::at(int candidate)
{
    const auto index = static_cast<std::size_t>(std::max(candidate, 0));
    while (shelf_.candidates.size() <= index) {
        shelf_.candidates.push_back({{}, false, static_cast<int>(shelf_.candidates.size())});
        shelf_.candidates.back().suggestion.target = target_;
        shelf_.candidates.back().suggestion.lockedNotes = shelf_.request.lockedNotes;
    }
    return shelf_.candidates[index];
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
    case SuggestionEvent::Kind::Candidate: {
        Suggestion& suggestion = at(event.candidate).suggestion;
        suggestion = event.suggestion;
        for (SuggestedNote& each : suggestion.notes)
            each.note.origin = Origin::Suggestion;
        for (const Taken& taken : shelf_.taken)
            suggestion = withoutPart(suggestion, taken.part, taken.notes);
        at(event.candidate).complete = true;
        break;
    }
    case SuggestionEvent::Kind::Finished:
        state_ = shelf_.candidates.empty() ? State::Idle : State::Ready;
        break;
    case SuggestionEvent::Kind::Failed:
        takeFailure(event.error);
        return;
    }
    Q_EMIT changed();
}

void SuggestionController::takeFailure(const Error& error)
{
    std::erase_if(shelf_.candidates, [](const Candidate& candidate) { return !candidate.complete; });
    state_ = shelf_.candidates.empty() ? State::Idle : State::Ready;
    shelf_.shown = std::clamp(shelf_.shown, 0, std::max(candidateCount() - 1, 0));
    if (error.code == ErrorCode::Cancelled) {
        Q_EMIT changed();
        return;
    }
    fail(error.message.empty() ? tr("The suggestion engine stopped; the song is untouched. Ask again to restart it.")
                               : QString::fromStdString(error.message));
}

void SuggestionController::fail(const QString& sentence)
{
    trouble_ = sentence;
    Q_EMIT changed();
    Q_EMIT failed(sentence);
}

const Suggestion* SuggestionController::shown() const
{
    const auto index = static_cast<std::size_t>(shelf_.shown);
    return index < shelf_.candidates.size() ? &shelf_.candidates[index].suggestion : nullptr;
}

std::vector<TrackId> SuggestionController::replacedTracks() const
{
    if (shown() == nullptr)
        return {};
    if (isComplete(shelf_.shown))
        return shown()->writtenTracks;
    return shelf_.request.tracks;
}

void SuggestionController::show(int candidate)
{
    const int wanted = std::clamp(candidate, 0, std::max(candidateCount() - 1, 0));
    if (wanted == shelf_.shown)
        return;
    shelf_.shown = wanted;
    watched_ = -1;
    Q_EMIT changed();
}

Song SuggestionController::songWithShown() const
{
    const Song& song = bridge_.document().song();
    return shown() != nullptr ? withSuggestion(song, *shown()) : song;
}

std::vector<SuggestionPart> SuggestionController::parts() const
{
    return canAccept() ? partsOf(askedSong(), *shown()) : std::vector<SuggestionPart>();
}

void SuggestionController::choosePart(int part)
{
    const int wanted = std::clamp(part, 0, std::max(static_cast<int>(parts().size()) - 1, 0));
    if (wanted == part_)
        return;
    part_ = wanted;
    Q_EMIT changed();
}

QString SuggestionController::partName(const SuggestionPart& part) const
{
    if (!part.track)
        return tr("bar %1").arg(askedSong().meters.barAt(part.time.begin));
    if (const Track* track = askedSong().findTrack(*part.track))
        return track->name.empty() ? tr("a track") : QString::fromStdString(track->name);
    if (shown() != nullptr)
        for (const SuggestedTrack& added : shown()->newTracks)
            if (added.id == *part.track)
                return QString::fromStdString(added.name);
    return {};
}

bool SuggestionController::accept()
{
    if (!canAccept())
        return false;
    const Edit edit{std::string("Accept ") + resultName(shelf_.ask),
                    [suggestion = *shown()](const Song& song) { return withSuggestion(song, suggestion); },
                    {}};
    clear();
    bridge_.document().commit(edit);
    return true;
}

bool SuggestionController::acceptPart()
{
    const std::vector<SuggestionPart> all = parts();
    if (all.empty())
        return false;
    const SuggestionPart part = all[static_cast<std::size_t>(std::min(part_, static_cast<int>(all.size()) - 1))];
    const std::string name = "Accept " + partName(part).toStdString() + " of " + resultName(shelf_.ask);
    const Suggestion whole = *shown(), only = onlyPart(whole, part);
    const Song before = askedSong();
    partSteps_.push_back({before, shelf_});
    bridge_.document().commit({name, [whole, only](const Song& song) { return withSuggestion(withRoomFor(song, whole), only); }, {}});
    shelf_.taken.push_back({part, notesAddedTo(askedSong(), before, only)});
    for (Candidate& each : shelf_.candidates)
        if (each.complete)
            each.suggestion = withoutPart(each.suggestion, part, shelf_.taken.back().notes);
    watched_ = -1;
    if (shown()->notes.empty()) {
        clear();
        return true;
    }
    part_ = std::clamp(part_, 0, static_cast<int>(parts().size()) - 1);
    Q_EMIT changed();
    return true;
}

/// Undoing the acceptance of a part shows what was on show before it.
void SuggestionController::followSong(const Change& change)
{
    if (change.cause != Change::Cause::Undo || partSteps_.empty() || change.after.tracks != partSteps_.back().before.tracks)
        return;
    Shelf shelf = std::move(partSteps_.back().shelf);
    partSteps_.pop_back();
    putBack(std::move(shelf));
}

void SuggestionController::putBack(Shelf shelf)
{
    shelf_ = std::move(shelf);
    target_ = shelf_.candidates.front().suggestion.target;
    part_ = 0;
    watched_ = -1;
    if (state_ == State::Idle)
        state_ = State::Ready;
    Q_EMIT changed();
}

void SuggestionController::reject()
{
    if (shelf_.candidates.size() <= 1 || state_ != State::Ready)
        return leave();
    keepDropped();
    shelf_.candidates.erase(shelf_.candidates.begin() + shelf_.shown);
    shelf_.shown = std::clamp(shelf_.shown, 0, candidateCount() - 1);
    watched_ = -1;
    Q_EMIT changed();
}

void SuggestionController::leave()
{
    if (state_ == State::Idle)
        return;
    keepDropped();
    clear();
}

void SuggestionController::keepDropped()
{
    Shelf shelf = shelf_;
    std::erase_if(shelf.candidates, [](const Candidate& each) { return !each.complete; });
    const bool hasFuller = dropped_.request.id == shelf.request.id && dropped_.candidates.size() > shelf.candidates.size();
    if (shelf.candidates.empty() || hasFuller)
        return;
    shelf.shown = std::clamp(shelf.shown, 0, static_cast<int>(shelf.candidates.size()) - 1);
    dropped_ = std::move(shelf);
}

void SuggestionController::bringBack()
{
    if (canBringBack())
        putBack(std::exchange(dropped_, {}));
}

void SuggestionController::clear()
{
    const bool working = state_ == State::Working || std::exchange(explaining_, 0) != 0;
    shelf_.candidates.clear();
    shelf_.taken.clear();
    shelf_.shown = 0;
    part_ = 0;
    watched_ = -1;
    state_ = State::Idle;
    if (working)
        service_.cancel();
    Q_EMIT changed();
}

void SuggestionController::setShowsDifferences(bool shown)
{
    differences_ = shown;
    Q_EMIT changed();
}

void SuggestionController::explain()
{
    const bool known = shown() != nullptr && std::ranges::any_of(shown()->notes, [](const SuggestedNote& note) { return note.why != nullptr; });
    if (state_ != State::Ready || known || isExplaining())
        return;
    SuggestionRequest request = shelf_.request;
    request.id = ++lastRequest_;
    request.explain = true;
    explaining_ = request.id;
    Q_EMIT changed();
    service_.request(std::move(request), [guard = QPointer(this), id = explaining_](const SuggestionEvent& event) {
        if (guard && guard->explaining_ == id)
            guard->takeReasons(event);
    });
}

/// The same request writes the same notes again; only their reasons are taken over.
void SuggestionController::takeReasons(const SuggestionEvent& event)
{
    if (event.kind == SuggestionEvent::Kind::Candidate) {
        for (Candidate& candidate : shelf_.candidates)
            if (candidate.number == event.candidate)
                for (SuggestedNote& note : candidate.suggestion.notes)
                    for (const SuggestedNote& told : event.suggestion.notes)
                        if (isSameNote(note, told))
                            note.why = told.why;
        Q_EMIT changed();
    } else if (event.kind == SuggestionEvent::Kind::Finished || event.kind == SuggestionEvent::Kind::Failed) {
        explaining_ = 0;
        Q_EMIT changed();
        if (event.kind == SuggestionEvent::Kind::Failed && event.error.code != ErrorCode::Cancelled)
            Q_EMIT failed(QString::fromStdString(event.error.message));
    }
}

void SuggestionController::watchNote(int index)
{
    const int count = shown() != nullptr ? static_cast<int>(shown()->notes.size()) : 0;
    const int wanted = index < count ? std::max(index, -1) : -1;
    if (wanted == watched_)
        return;
    watched_ = wanted;
    Q_EMIT changed();
}

} // namespace continuo::ui
