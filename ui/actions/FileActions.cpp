// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/Questions.h"
#include "ui/files/MidiDrag.h"

namespace continuo::ui {

namespace {

bool isExporting(const Desk& desk) { return desk.files.isExporting(); }
bool hasReport(const Desk& desk) { return !desk.files.report().isEmpty(); }

ExportStretches stretchesOf(const Desk& desk)
{
    const Range<Tick> selected = extentOf(desk.document.song(), desk.state.selection().notes());
    return {desk.state.loop(), selected.isEmpty() ? std::nullopt : std::optional(selected)};
}

void exportAudio(Desk& desk, ExportDialog::Part first)
{
    desk.files.exportAudio(stretchesOf(desk), first);
}

void copyAsFile(Desk& desk)
{
    const auto copied = desk.window.findChild<MidiDrag*>()->copy();
    desk.say(copied ? QObject::tr("A MIDI file is on the clipboard.") : QString::fromStdString(copied.error().message));
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window;

constexpr ActionRow kRows[] = {
    {C::New, "&New", "Ctrl+N", kWindow, I::New, nullptr, [](Desk& d) { d.files.newSong(); }, nullptr},
    {C::Open, "&Open …", "Ctrl+O", kWindow, I::Open, nullptr, [](Desk& d) { d.files.openDialog(); }, nullptr},
    {C::Save, "&Save", "Ctrl+S", kWindow, I::Save, nullptr, [](Desk& d) { d.files.save(); }, nullptr},
    {C::SaveAs, "Save &as …", "Ctrl+Shift+S", kWindow, I::None, nullptr, [](Desk& d) { d.files.saveAs(); }, nullptr},
    {C::ExportMidi, "Export &MIDI or score …", "Ctrl+E", kWindow, I::None, nullptr, [](Desk& d) { d.files.exportMidi(); }, nullptr},
    {C::ExportAudio, "Export a&udio …", "Ctrl+Shift+E", kWindow, I::None, hasNotes, [](Desk& d) { exportAudio(d, ExportDialog::Part::Song); }, nullptr},
    {C::ExportLoop, "Export the &loop as audio …", "", kWindow, I::None, hasLoop, [](Desk& d) { exportAudio(d, ExportDialog::Part::Loop); }, nullptr},
    {C::StopExport, "S&top the export", "", kWindow, I::None, isExporting, [](Desk& d) { d.files.stopExport(); }, nullptr},
    {C::CopyAsFile, "Copy as a MIDI &file", "", kWindow, I::None, hasNotes, copyAsFile, nullptr},
    {C::FileReport, "&What became of it …", "", kWindow, I::None, hasReport, [](Desk& d) { d.files.showReport(); }, nullptr},
    {C::Quit, "&Quit", "Ctrl+Q", kWindow, I::None, nullptr, [](Desk& d) { d.window.close(); }, nullptr},
};

} // namespace

std::span<const ActionRow> fileActions()
{
    return kRows;
}

} // namespace continuo::ui
