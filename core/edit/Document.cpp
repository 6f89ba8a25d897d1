// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Document.h"

#include <algorithm>

namespace continuo {

Document::Document(Song song) : history_(std::move(song)) {}

void Document::preview(const Edit& edit)
{
    Song before = song();
    preview_ = edit.apply(committedSong());
    announce(std::move(before), Change::Cause::Preview);
}

void Document::cancelPreview()
{
    if (!preview_)
        return;
    Song before = std::move(*preview_);
    preview_.reset();
    announce(std::move(before), Change::Cause::Preview);
}

bool Document::commit(const Edit& edit)
{
    Song after = edit.apply(committedSong());
    if (sameContent(committedSong(), after)) {
        cancelPreview();
        return false;
    }
    Song before = song();
    preview_.reset();
    lastId_ = std::max(lastId_, after.lastId);
    history_.push(edit.name, std::move(after), edit.mergeKey);
    announce(std::move(before), Change::Cause::Edit);
    return true;
}

void Document::undo()
{
    if (!canUndo()) {
        cancelPreview();
        return;
    }
    Song before = song();
    preview_.reset();
    history_.undo();
    announce(std::move(before), Change::Cause::Undo);
}

void Document::redo()
{
    if (!canRedo()) {
        cancelPreview();
        return;
    }
    Song before = song();
    preview_.reset();
    history_.redo();
    announce(std::move(before), Change::Cause::Redo);
}

void Document::load(Song loaded)
{
    replace(std::move(loaded), true);
}

void Document::loadUnsaved(Song loaded)
{
    replace(std::move(loaded), false);
}

void Document::replace(Song loaded, bool isSaved)
{
    Song before = song();
    preview_.reset();
    history_ = History(std::move(loaded));
    savedNumber_ = isSaved ? std::optional(history_.current().number) : std::nullopt;
    lastId_ = 0;
    announce(std::move(before), Change::Cause::Load);
}

std::uint64_t Document::versionToSave()
{
    history_.endRun();
    return history_.current().number;
}

void Document::markSaved(std::uint64_t version)
{
    savedNumber_ = version;
}

std::uint64_t Document::newId()
{
    lastId_ = std::max(lastId_, song().lastId) + 1;
    return lastId_;
}

Observation Document::observe(Observer observer)
{
    auto entry = std::make_shared<Observer>(std::move(observer));
    observers_.push_back(entry);
    return Observation(std::move(entry));
}

void Document::announce(Song before, Change::Cause cause)
{
    if (cause == Change::Cause::Preview && sameContent(before, song()))
        return;
    unannounced_.push_back({std::move(before), song(), cause});
    if (isAnnouncing_)
        return;
    isAnnouncing_ = true;
    while (!unannounced_.empty()) {
        const Change change = std::move(unannounced_.front());
        unannounced_.pop_front();
        const std::vector<std::weak_ptr<Observer>> told = observers_;
        for (const auto& entry : told)
            if (const auto observer = entry.lock())
                (*observer)(change);
    }
    isAnnouncing_ = false;
    std::erase_if(observers_, [](const auto& entry) { return entry.expired(); });
}

} // namespace continuo
