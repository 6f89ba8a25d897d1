// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/Questions.h"

namespace continuo::ui {

namespace {

bool canStartCaret(const Desk& desk) { return !canAccept(desk) && !desk.caret.caret(); }

/// The pencil, or the select tool when the pencil is in hand.
void takeOtherTool(Desk& desk)
{
    desk.state.setTool(desk.state.tool() == ToolKind::Pencil ? ToolKind::Select : ToolKind::Pencil);
}

using Kind = SnapGrid::Kind;

template <Kind kind>
void toggleGridKind(Desk& desk) { desk.state.toggleGridKind(kind); }
template <Kind kind>
bool isGridKind(const Desk& desk) { return desk.state.grid().kind == kind; }

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kRoll = Scope::Roll;

constexpr ActionRow kRows[] = {
    {C::CaretMode, "Write with the &keyboard", "Return; Enter", kRoll, I::None, canStartCaret,
     [](Desk& d) { d.view.roll().setFocus(); d.caret.start(d.playback.position()); }, [](const Desk& d) { return d.caret.caret().has_value(); }},
    {C::SelectTool, "&Select", "1", kRoll, I::Select, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Select); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Select; }},
    {C::PencilTool, "&Draw", "2", kRoll, I::Pencil, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Pencil); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Pencil; }},
    {C::EraseTool, "&Erase", "3", kRoll, I::Erase, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Erase); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Erase; }},
    {C::SplitTool, "S&plit", "4", kRoll, I::Split, nullptr, [](Desk& d) { d.state.setTool(ToolKind::Split); },
     [](const Desk& d) { return d.state.tool() == ToolKind::Split; }},
    {C::OtherTool, "Select or dra&w", "B", kRoll, I::None, nullptr, takeOtherTool, nullptr},
    {C::FinerGrid, "&Finer grid", "]", kWindow, I::None, nullptr, [](Desk& d) { d.state.refineGrid(); }, nullptr},
    {C::CoarserGrid, "&Coarser grid", "[", kWindow, I::None, nullptr, [](Desk& d) { d.state.coarsenGrid(); }, nullptr},
    {C::TripletGrid, "&Triplets", "T", kWindow, I::None, nullptr, toggleGridKind<Kind::Triplet>, isGridKind<Kind::Triplet>},
    {C::DottedGrid, "&Dotted values", "", kWindow, I::None, nullptr, toggleGridKind<Kind::Dotted>, isGridKind<Kind::Dotted>},
    {C::QuintupletGrid, "&Quintuplets", "Shift+T", kWindow, I::None, nullptr, toggleGridKind<Kind::Quintuplet>, isGridKind<Kind::Quintuplet>},
    {C::AdaptiveGrid, "&As fine as the zoom", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.state.setGridAdaptive(!d.state.isGridAdaptive()); }, [](const Desk& d) { return d.state.isGridAdaptive(); }},
    {C::Snap, "S&nap to the grid", "S", kWindow, I::None, nullptr, [](Desk& d) { d.state.toggleSnapping(); },
     [](const Desk& d) { return !d.state.snapGrid().isOff(); }},
};

} // namespace

std::span<const ActionRow> toolActions()
{
    return kRows;
}

} // namespace continuo::ui
