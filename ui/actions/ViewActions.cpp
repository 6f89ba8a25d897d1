// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/CommandPalette.h"
#include "ui/Desk.h"
#include "ui/ShortcutDialog.h"
#include "ui/actions/Questions.h"
#include "ui/assist/FirstSteps.h"

#include <QCoreApplication>
#include <QMessageBox>

#include <vector>

namespace continuo::ui {

namespace {

void zoom(Desk& desk, double factor)
{
    desk.view.roll().zoomTime(factor, desk.view.roll().width() / 2.0);
}

void zoomSelection(Desk& desk)
{
    std::vector<Note> notes;
    for (const TrackNote& each : notesOf(desk.document.song(), desk.state.selection().notes()))
        notes.push_back(each.note);
    desk.view.roll().showNotes(notes);
}

void openPalette(Desk& desk)
{
    auto* palette = new CommandPalette(desk.actions, &desk.window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void openShortcuts(Desk& desk)
{
    Actions& actions = desk.actions;
    auto* dialog = new ShortcutDialog(actions.shortcuts(), [&actions] { actions.applyShortcuts(); }, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void about(Desk& desk)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, QObject::tr("About Continuo"),
                                QObject::tr("<b>Continuo %1</b><br>A composition assistant that runs on your computer."
                                            "<br><br>GPL-3.0-or-later").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Ok, &desk.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window;

constexpr ActionRow kRows[] = {
    {C::Palette, "&Find a command …", "Ctrl+P", kWindow, I::None, nullptr, openPalette, nullptr},
    {C::Keys, "&Keys …", "?", kWindow, I::None, nullptr, openShortcuts, nullptr},
    {C::DemoSong, "Open the &demo song", "", kWindow, I::None, nullptr, [](Desk& d) { d.files.openDemo(); }, nullptr},
    {C::Tips, "&First steps", "", kWindow, I::None, nullptr, [](Desk&) { FirstSteps::setWanted(!FirstSteps::areWanted()); },
     [](const Desk&) { return FirstSteps::areWanted(); }},
    {C::ZoomIn, "Zoom &in", "Ctrl++; Ctrl+=", kWindow, I::None, nullptr, [](Desk& d) { zoom(d, 1.25); }, nullptr},
    {C::ZoomOut, "Zoom &out", "Ctrl+-", kWindow, I::None, nullptr, [](Desk& d) { zoom(d, 0.8); }, nullptr},
    {C::ZoomSelection, "Zoom to the &selection", "Z", kWindow, I::None, hasSelection, zoomSelection, nullptr},
    {C::ZoomAll, "Zoom to the whole so&ng", "Shift+Z", kWindow, I::None, hasNotes, [](Desk& d) { d.view.showAll(); }, nullptr},
    {C::OtherTracks, "Notes of other &tracks", ",", kWindow, I::None, nullptr,
     [](Desk& d) { d.view.roll().setShowsOtherTracks(!d.view.roll().showsOtherTracks()); },
     [](const Desk& d) { return d.view.roll().showsOtherTracks(); }},
    {C::ThemeSystem, "Theme of the s&ystem", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::System); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::System; }},
    {C::ThemeLight, "&Light theme", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::Light); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::Light; }},
    {C::ThemeDark, "&Dark theme", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::Dark); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::Dark; }},
    {C::ThemeContrast, "High &contrast", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.appearance.choose(ThemeChoice::HighContrast); },
     [](const Desk& d) { return d.appearance.choice() == ThemeChoice::HighContrast; }},
    {C::About, "&About Continuo", "", kWindow, I::None, nullptr, about, nullptr},
};

} // namespace

std::span<const ActionRow> viewActions()
{
    return kRows;
}

} // namespace continuo::ui
