// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/GhostSight.h"

#include "core/song/TrackNotes.h"

#include <algorithm>
#include <vector>

namespace continuo::ui {

GhostSight::GhostSight(SuggestionController& controller, PianoRoll& roll) : QObject(&roll), controller_(controller), roll_(roll)
{
    connect(&controller_, &SuggestionController::changed, this, &GhostSight::look);
}

void GhostSight::look()
{
    if (controller_.state() == SuggestionController::State::Idle) {
        if (before_ && controller_.canBringBack() && left_ == rows())
            roll_.showRows(before_->height, before_->scrollY);
        before_ = left_ = std::nullopt;
        seen_ = {0, -1};
    } else if (controller_.canAccept()) {
        const std::pair candidate(controller_.request().id, controller_.numberOf(controller_.shownIndex()));
        if (std::exchange(seen_, candidate) != candidate)
            lookAt(*controller_.shown());
    }
}

void GhostSight::lookAt(const Suggestion& suggestion)
{
    std::vector<Pitch> pitches;
    for (const SuggestedNote& note : suggestion.notes)
        pitches.push_back(note.note.pitch);
    if (pitches.empty())
        return;
    if (const Track* track = roll_.activeTrack())
        for (const Note& note : notesInSongTime(*track))
            if (controller_.target().contains(note.start))
                pitches.push_back(note.pitch);
    const auto [lowest, highest] = std::minmax_element(pitches.begin(), pitches.end());
    const Rows found = rows();
    roll_.reveal(*lowest, *highest);
    if (rows() == found)
        return;
    if (!before_ || left_ != found)
        before_ = found;
    left_ = rows();
}

} // namespace continuo::ui
