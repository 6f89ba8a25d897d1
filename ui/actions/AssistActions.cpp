// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/Questions.h"

namespace continuo::ui {

namespace {

bool hasCandidates(const Desk& desk) { return desk.suggestions.candidateCount() > 1; }

template <int number>
bool hasCandidate(const Desk& desk) { return desk.suggestions.candidateCount() >= number; }

template <int number>
void showCandidate(Desk& desk) { desk.suggestions.show(number - 1); }

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kShelf = Scope::Shelf, kGhosts = Scope::Ghosts;

constexpr ActionRow kRows[] = {
    {C::Continue, "&Continue", "C", kWindow, I::Continue, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Continue); }, nullptr},
    {C::Harmonize, "&Harmonize", "H", kWindow, I::Harmonize, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Harmonize); }, nullptr},
    {C::Vary, "&Vary", "V", kWindow, I::Vary, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Vary); }, nullptr},
    {C::Infill, "&Infill", "I", kWindow, I::Infill, hasNotes, [](Desk& d) { d.suggestions.ask(Task::Infill); }, nullptr},
    {C::Accept, "&Accept", "Return; Enter", kGhosts, I::Accept, canAccept, [](Desk& d) { d.suggestions.accept(); }, nullptr},
    {C::Reject, "&Reject", "", kWindow, I::Reject, hasSuggestion, [](Desk& d) { d.suggestions.reject(); }, nullptr},
    {C::Again, "A&gain", "R", kWindow, I::Again, hasSuggestion, [](Desk& d) { d.suggestions.askAgain(); }, nullptr},
    {C::NextCandidate, "&Next candidate", "Down", kShelf, I::None, hasCandidates,
     [](Desk& d) { d.suggestions.show(d.suggestions.shownIndex() + 1); }, nullptr},
    {C::PreviousCandidate, "&Previous candidate", "Up", kShelf, I::None, hasCandidates,
     [](Desk& d) { d.suggestions.show(d.suggestions.shownIndex() - 1); }, nullptr},
    {C::Candidate1, "Candidate 1", "1", kShelf, I::None, hasCandidate<1>, showCandidate<1>, nullptr},
    {C::Candidate2, "Candidate 2", "2", kShelf, I::None, hasCandidate<2>, showCandidate<2>, nullptr},
    {C::Candidate3, "Candidate 3", "3", kShelf, I::None, hasCandidate<3>, showCandidate<3>, nullptr},
    {C::Candidate4, "Candidate 4", "4", kShelf, I::None, hasCandidate<4>, showCandidate<4>, nullptr},
    {C::Candidate5, "Candidate 5", "5", kShelf, I::None, hasCandidate<5>, showCandidate<5>, nullptr},
    {C::Candidate6, "Candidate 6", "6", kShelf, I::None, hasCandidate<6>, showCandidate<6>, nullptr},
    {C::Candidate7, "Candidate 7", "7", kShelf, I::None, hasCandidate<7>, showCandidate<7>, nullptr},
    {C::Candidate8, "Candidate 8", "8", kShelf, I::None, hasCandidate<8>, showCandidate<8>, nullptr},
};

} // namespace

std::span<const ActionRow> assistActions()
{
    return kRows;
}

} // namespace continuo::ui
