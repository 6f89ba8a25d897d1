// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/History.h"

namespace continuo {

namespace {

/// How many notes of `before` take memory that `after` does not hold.
std::size_t notesNotShared(const Song& before, const Song& after)
{
    std::size_t notes = 0;
    for (const auto& track : before.tracks) {
        const Track* const same = after.findTrack(track->id);
        if (same == track.get())
            continue;
        for (const auto& clip : track->clips) {
            const Clip* const known = same ? same->findClip(clip->id) : nullptr;
            notes += known ? clip->notes.countNotSharedWith(known->notes) : clip->notes.size();
        }
    }
    return notes;
}

} // namespace

History::History(Song first, Limits limits) : current_{std::move(first), 0}, limits_(limits) {}

void History::push(std::string name, Song song, const std::string& mergeKey)
{
    const bool extendsRun = !mergeKey.empty() && mergeKey == runKey_ && !past_.empty() && future_.empty();
    if (!extendsRun) {
        const std::size_t notes = notesNotShared(current_.song, song);
        past_.push_back({std::move(name), std::move(current_), notes});
        forgetBeyondLimits();
    }
    future_.clear();
    runKey_ = mergeKey;
    current_ = {std::move(song), ++lastNumber_};
    if (extendsRun && sameContent(past_.back().version.song, current_.song)) {
        current_ = std::move(past_.back().version); // the run came back to where it began
        past_.pop_back();
        endRun();
    }
}

void History::forgetBeyondLimits()
{
    std::size_t notes = 0;
    for (const Step& step : past_)
        notes += step.notes;
    while (past_.size() > 1 && (past_.size() > limits_.steps || notes > limits_.notes)) {
        notes -= past_.front().notes;
        past_.pop_front();
    }
}

void History::undo()
{
    if (past_.empty())
        return;
    endRun();
    std::swap(current_, past_.back().version);
    future_.push_back(std::move(past_.back()));
    past_.pop_back();
}

void History::redo()
{
    if (future_.empty())
        return;
    endRun();
    std::swap(current_, future_.back().version);
    past_.push_back(std::move(future_.back()));
    future_.pop_back();
}

} // namespace continuo
