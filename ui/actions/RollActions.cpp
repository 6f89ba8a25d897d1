// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"

namespace continuo::ui {

namespace {

template <auto option>
using ValueOf = std::remove_cvref_t<decltype(std::declval<RollOptions>().*option)>;

/// Whether the option has that value.
template <auto option, ValueOf<option> value>
bool isChosen(const Desk& desk)
{
    return desk.state.options().*option == value;
}

/// Gives the option that value.
template <auto option, ValueOf<option> value>
void choose(Desk& desk)
{
    RollOptions options = desk.state.options();
    options.*option = value;
    desk.state.setOptions(options);
}

/// Gives the option the one value, or the other when it has that one.
template <auto option, ValueOf<option> value, ValueOf<option> otherwise>
void toggle(Desk& desk)
{
    if (isChosen<option, value>(desk))
        choose<option, otherwise>(desk);
    else
        choose<option, value>(desk);
}

void cycleAutoScroll(Desk& desk)
{
    using AutoScroll = RollOptions::AutoScroll;
    RollOptions options = desk.state.options();
    switch (options.autoScroll) {
    case AutoScroll::Page:
        options.autoScroll = AutoScroll::Smooth;
        desk.say(QObject::tr("The view scrolls smoothly with the playhead."));
        break;
    case AutoScroll::Smooth:
        options.autoScroll = AutoScroll::Off;
        desk.say(QObject::tr("The view stays while the song plays."));
        break;
    case AutoScroll::Off:
        options.autoScroll = AutoScroll::Page;
        desk.say(QObject::tr("The view turns pages with the playhead."));
        break;
    }
    desk.state.setOptions(options);
    desk.view.roll().resumeFollowing();
}

bool hasKeyHint(const Desk& desk) { return desk.view.keyHint().hint().has_value(); }

using C = Command;
using I = IconName;
using O = RollOptions;
constexpr Scope kWindow = Scope::Window;

constexpr ActionRow kRows[] = {
    {C::FollowPlayhead, "&Follow the playhead", "F", kWindow, I::None, nullptr, cycleAutoScroll,
     [](const Desk& d) { return d.state.options().autoScroll != O::AutoScroll::Off; }},
    {C::FoldToUsed, "Only rows with &notes", "Shift+F", kWindow, I::None, nullptr, toggle<&O::fold, O::Fold::Used, O::Fold::None>,
     isChosen<&O::fold, O::Fold::Used>},
    {C::FoldToScale, "Only rows of the &scale", "Ctrl+Shift+F", kWindow, I::None, nullptr,
     toggle<&O::fold, O::Fold::Scale, O::Fold::None>, isChosen<&O::fold, O::Fold::Scale>},
    {C::LabelPitches, "&Pitches in notes", "", kWindow, I::None, nullptr, choose<&O::labels, O::Labels::Pitches>,
     isChosen<&O::labels, O::Labels::Pitches>},
    {C::LabelDegrees, "&Degrees of the key in notes", "", kWindow, I::None, nullptr, choose<&O::labels, O::Labels::Degrees>,
     isChosen<&O::labels, O::Labels::Degrees>},
    {C::LabelSolfege, "Do re &mi in notes", "", kWindow, I::None, nullptr, choose<&O::labels, O::Labels::Solfege>,
     isChosen<&O::labels, O::Labels::Solfege>},
    {C::ColourDegrees, "&Colours of the degrees", "", kWindow, I::None, nullptr,
     toggle<&O::colours, O::Colours::Degrees, O::Colours::Track>, isChosen<&O::colours, O::Colours::Degrees>},
    {C::MiddleC3, "Write &middle C as C3", "", kWindow, I::None, nullptr, toggle<&O::middleC, 3, 4>, isChosen<&O::middleC, 3>},
    {C::MoveOntoLines, "&Moves end on grid lines", "", kWindow, I::None, nullptr,
     toggle<&O::moves, O::Moves::OntoLines, O::Moves::Relative>, isChosen<&O::moves, O::Moves::OntoLines>},
    {C::RightErases, "&Right button swaps menu and erasing", "", kWindow, I::None, nullptr,
     toggle<&O::rightButton, O::RightButton::Erases, O::RightButton::Menu>, isChosen<&O::rightButton, O::RightButton::Erases>},
    {C::DoubleClick, "Double click &adds and deletes", "", kWindow, I::None, nullptr, toggle<&O::doubleClickEdits, true, false>,
     isChosen<&O::doubleClickEdits, true>},
    {C::AdoptKey, "Write the key that it &sounds in", "", kWindow, I::None, hasKeyHint, [](Desk& d) { d.view.keyHint().adopt(); }, nullptr},
};

} // namespace

std::span<const ActionRow> rollActions()
{
    return kRows;
}

} // namespace continuo::ui
