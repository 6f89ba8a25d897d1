// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/AskFor.h"
#include "ui/actions/Questions.h"

namespace continuo::ui {

namespace {

bool hasCopy(const Desk& desk) { return desk.notes.hasCopy(); }
bool canUndo(const Desk& desk) { return desk.document.canUndo(); }
bool canRedo(const Desk& desk) { return desk.document.canRedo(); }

/// Escape: the gesture under way, else the suggestion, else the caret, else the selection, else all that sounds. So Escape twice is
/// silence from anywhere.
void leave(Desk& desk)
{
    if (desk.view.roll().cancelGesture())
        return;
    if (hasSuggestion(desk))
        desk.suggestions.leave();
    else if (desk.caret.caret())
        desk.caret.stop();
    else if (hasSelection(desk))
        desk.notes.selectNone();
    else
        desk.playback.stop();
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kRoll = Scope::Roll;

constexpr ActionRow kRows[] = {
    {C::Undo, "&Undo", "Ctrl+Z", kWindow, I::Undo, canUndo, [](Desk& d) { d.document.undo(); }, nullptr},
    {C::Redo, "&Redo", "Ctrl+Shift+Z; Ctrl+Y", kWindow, I::Redo, canRedo, [](Desk& d) { d.document.redo(); }, nullptr},
    {C::Cut, "Cu&t", "Ctrl+X", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.cut(); }, nullptr},
    {C::Copy, "&Copy", "Ctrl+C", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.copy(); }, nullptr},
    {C::Paste, "&Paste at caret or playhead", "Ctrl+V", kRoll, I::None, hasCopy, [](Desk& d) { d.notes.paste(d.caret.caret() ? d.caret.caret()->at : d.playback.position()); }, nullptr},
    {C::Duplicate, "&Duplicate", "Ctrl+D", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.duplicate(); }, nullptr},
    {C::Erase, "D&elete", "Del; Backspace", kRoll, I::Erase, hasSelection, [](Desk& d) { d.notes.erase(); }, nullptr},
    {C::SelectAll, "Select &all of the track", "Ctrl+A", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.selectAll(); }, nullptr},
    {C::InvertSelection, "&Invert selection", "Ctrl+I", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.invertSelection(); }, nullptr},
    {C::SelectSamePitch, "Select the same &pitches", "Ctrl+Shift+P", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.selectSamePitch(); }, nullptr},
    {C::SelectOutsideKey, "Select what is &outside the key", "", kRoll, I::None, hasNotes, [](Desk& d) { d.notes.selectOutsideKey(); }, nullptr},
    {C::Leave, "Cancel, reject, select &none", "Esc", kWindow, I::None, nullptr, leave, nullptr},
    {C::SelectPitches, "Select pitches …", "", kRoll, I::None, hasNotes, askFor<C::SelectPitches>, nullptr},
};

} // namespace

std::span<const ActionRow> editActions()
{
    return kRows;
}

} // namespace continuo::ui
