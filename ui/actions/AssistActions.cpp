// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/Questions.h"
#include "ui/assist/ModelDialog.h"
#include "ui/assist/TeachDialog.h"

namespace continuo::ui {

namespace {

bool hasCandidates(const Desk& desk) { return desk.suggestions.candidateCount() > 1; }
template <int number>
bool hasCandidate(const Desk& desk) { return desk.suggestions.candidateCount() >= number; }
bool hasParts(const Desk& desk) { return !desk.suggestions.parts().empty(); }
bool canExplain(const Desk& desk) { return canAccept(desk) && desk.suggestions.state() == SuggestionController::State::Ready; }

template <Ask what>
void ask(Desk& desk) { desk.suggestions.ask(what); }

template <int number>
void showCandidate(Desk& desk) { desk.suggestions.show(number - 1); }

template <int by>
void stepCandidate(Desk& desk) { desk.suggestions.show(desk.suggestions.shownIndex() + by); }

template <int by>
void stepPart(Desk& desk) { desk.suggestions.choosePart(desk.suggestions.partIndex() + by); }

bool hasEngine(const Desk& desk) { return desk.engine != nullptr; }

/// One dialog for as long as the window: it may be at work.
void teachSongs(Desk& desk)
{
    auto* dialog = desk.window.findChild<TeachDialog*>();
    if (dialog == nullptr) {
        dialog = new TeachDialog(*desk.engine, Teaching::defaultTrainer(), &desk.window);
        QObject::connect(dialog, &TeachDialog::ended, &desk.window, desk.say);
    }
    dialog->show();
    dialog->raise();
}

void chooseModel(Desk& desk)
{
    auto* dialog = new ModelDialog(*desk.engine, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kRoll = Scope::Roll, kShelf = Scope::Shelf, kGhosts = Scope::Ghosts;

constexpr ActionRow kRows[] = {
    {C::Continue, "&Continue", "C", kWindow, I::Continue, hasNotes, ask<Ask::Continue>, nullptr},
    {C::Harmonize, "&Harmonize", "H", kWindow, I::Harmonize, hasNotes, ask<Ask::Harmonize>, nullptr},
    {C::Vary, "&Vary", "V", kWindow, I::Vary, hasNotes, ask<Ask::Vary>, nullptr},
    {C::Infill, "&Infill", "I", kWindow, I::Infill, hasNotes, ask<Ask::Infill>, nullptr},
    {C::Accompany, "Acco&mpany", "A", kWindow, I::Accompany, hasNotes, ask<Ask::Accompany>, nullptr},
    {C::PinNotes, "&Pin: suggestions leave the notes alone", "P", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.togglePinned(); }, nullptr},
    {C::Accept, "&Accept", "Return; Enter", kGhosts, I::Accept, canAccept, [](Desk& d) { d.suggestions.accept(); }, nullptr},
    {C::AcceptPart, "Accept &this bar or voice", "Shift+Return; Shift+Enter", kGhosts, I::None, hasParts,
     [](Desk& d) { d.suggestions.acceptPart(); }, nullptr},
    {C::NextPart, "Next &bar or voice", "Right", kShelf, I::None, hasParts, stepPart<1>, nullptr},
    {C::PreviousPart, "Previous bar or v&oice", "Left", kShelf, I::None, hasParts, stepPart<-1>, nullptr},
    {C::Reject, "&Reject", "Del; Backspace", kShelf, I::Reject, hasSuggestion, [](Desk& d) { d.suggestions.reject(); }, nullptr},
    {C::Again, "A&gain", "R", kWindow, I::Again, hasSuggestion, [](Desk& d) { d.suggestions.askAgain(); }, nullptr},
    {C::BringBack, "Bring bac&k what was dropped", "Shift+R", kWindow, I::None,
     [](const Desk& d) { return d.suggestions.canBringBack(); }, [](Desk& d) { d.suggestions.bringBack(); }, nullptr},
    {C::Differences, "&Differences to what was there", "D", kWindow, I::None, hasSuggestion,
     [](Desk& d) { d.suggestions.setShowsDifferences(!d.suggestions.showsDifferences()); },
     [](const Desk& d) { return d.suggestions.showsDifferences(); }},
    {C::Why, "&Why these notes", "W", kWindow, I::None, canExplain, [](Desk& d) { d.suggestions.explain(); }, nullptr},
    {C::ChooseModel, "Mode&l …", "", kWindow, I::None, hasEngine, chooseModel, nullptr},
    {C::TeachSongs, "Teach &songs …", "", kWindow, I::None, hasEngine, teachSongs, nullptr},
    {C::NextCandidate, "&Next candidate", "Down", kShelf, I::None, hasCandidates, stepCandidate<1>, nullptr},
    {C::PreviousCandidate, "Pre&vious candidate", "Up", kShelf, I::None, hasCandidates, stepCandidate<-1>, nullptr},
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
