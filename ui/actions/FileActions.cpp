// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/Questions.h"

namespace continuo::ui {

namespace {

bool isExporting(const Desk& desk) { return desk.files.isExporting(); }

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window;

constexpr ActionRow kRows[] = {
    {C::New, "&New", "Ctrl+N", kWindow, I::New, nullptr, [](Desk& d) { d.files.newSong(); }, nullptr},
    {C::Open, "&Open …", "Ctrl+O", kWindow, I::Open, nullptr, [](Desk& d) { d.files.openDialog(); }, nullptr},
    {C::Save, "&Save", "Ctrl+S", kWindow, I::Save, nullptr, [](Desk& d) { d.files.save(); }, nullptr},
    {C::SaveAs, "Save &as …", "Ctrl+Shift+S", kWindow, I::None, nullptr, [](Desk& d) { d.files.saveAs(); }, nullptr},
    {C::ExportMidi, "Export &MIDI …", "Ctrl+E", kWindow, I::None, nullptr, [](Desk& d) { d.files.exportMidi(); }, nullptr},
    {C::ExportAudio, "Export a&udio …", "Ctrl+Shift+E", kWindow, I::None, hasNotes, [](Desk& d) { d.files.exportAudio(); }, nullptr},
    {C::ExportLoop, "Export the &loop as audio …", "", kWindow, I::None, hasLoop, [](Desk& d) { d.files.exportAudio(d.state.loop()); }, nullptr},
    {C::StopExport, "S&top the export", "", kWindow, I::None, isExporting, [](Desk& d) { d.files.stopExport(); }, nullptr},
    {C::Quit, "&Quit", "Ctrl+Q", kWindow, I::None, nullptr, [](Desk& d) { d.window.close(); }, nullptr},
};

} // namespace

std::span<const ActionRow> fileActions()
{
    return kRows;
}

} // namespace continuo::ui
