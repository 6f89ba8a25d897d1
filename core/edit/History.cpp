// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/History.h"

#include <algorithm>
#include <utility>

namespace continuo {

History::History(Song first, std::size_t limit) : current_{std::move(first), 0}, limit_(std::max<std::size_t>(limit, 1)) {}

void History::push(std::string name, Song song, const std::string& mergeKey)
{
    const bool extendsRun = !mergeKey.empty() && mergeKey == runKey_ && !past_.empty() && future_.empty();
    if (!extendsRun) {
        past_.push_back({std::move(name), std::move(current_)});
        if (past_.size() > limit_)
            past_.pop_front();
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
