// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "ui/Desk.h"
#include "ui/actions/AskFor.h"
#include "ui/actions/Questions.h"

namespace continuo::ui {

namespace {

/// Quarters are 4.
template <int fraction>
void setNoteLength(Desk& desk) { desk.notes.setLength(kTicksPerQuarter * 4 / fraction); }

using C = Command;
using I = IconName;
constexpr Scope kRoll = Scope::Roll;

constexpr ActionRow kRows[] = {
    {C::SemitoneUp, "Semitone up", "Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(1); }, nullptr},
    {C::SemitoneDown, "Semitone down", "Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(-1); }, nullptr},
    {C::ScaleUp, "Scale step up", "Alt+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transposeInScale(1); }, nullptr},
    {C::ScaleDown, "Scale step down", "Alt+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transposeInScale(-1); }, nullptr},
    {C::OctaveUp, "Octave up", "Shift+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(12); }, nullptr},
    {C::OctaveDown, "Octave down", "Shift+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.transpose(-12); }, nullptr},
    {C::Earlier, "Earlier by the grid", "Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudge(-1); }, nullptr},
    {C::Later, "Later by the grid", "Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudge(1); }, nullptr},
    {C::EarlierFinely, "A little earlier", "Alt+Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudgeFinely(-1); }, nullptr},
    {C::LaterFinely, "A little later", "Alt+Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.nudgeFinely(1); }, nullptr},
    {C::Longer, "Longer by the grid", "Shift+Right", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.lengthen(1); }, nullptr},
    {C::Shorter, "Shorter by the grid", "Shift+Left", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.lengthen(-1); }, nullptr},
    {C::WholeNotes, "&Whole notes", "Alt+1", kRoll, I::None, nullptr, setNoteLength<1>, nullptr},
    {C::HalfNotes, "&Half notes", "Alt+2", kRoll, I::None, nullptr, setNoteLength<2>, nullptr},
    {C::QuarterNotes, "&Quarter notes", "Alt+3", kRoll, I::None, nullptr, setNoteLength<4>, nullptr},
    {C::EighthNotes, "&Eighth notes", "Alt+4", kRoll, I::None, nullptr, setNoteLength<8>, nullptr},
    {C::Notes16, "&16th notes", "Alt+5", kRoll, I::None, nullptr, setNoteLength<16>, nullptr},
    {C::Notes32, "&32nd notes", "Alt+6", kRoll, I::None, nullptr, setNoteLength<32>, nullptr},
    {C::Notes64, "&64th notes", "Alt+7", kRoll, I::None, nullptr, setNoteLength<64>, nullptr},
    {C::Dotted, "&Dot", ".", kRoll, I::None, nullptr, [](Desk& d) { d.notes.toggleDots(); }, nullptr},
    {C::Louder, "Louder", "Ctrl+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(1); }, nullptr},
    {C::Softer, "Softer", "Ctrl+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(-1); }, nullptr},
    {C::MuchLouder, "Much louder", "Ctrl+Shift+Up", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(10); }, nullptr},
    {C::MuchSofter, "Much softer", "Ctrl+Shift+Down", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.changeVelocity(-10); }, nullptr},
    {C::Quantize, "&Quantize", "Q", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.quantize(); }, nullptr},
    {C::Legato, "&Legato", "L", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.legato(); }, nullptr},
    {C::Glue, "&Glue", "G", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.glue(); }, nullptr},
    {C::Split, "&Split at the playhead", "Ctrl+K", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.split(d.playback.position()); }, nullptr},
    {C::Reverse, "&Reverse in time", "Ctrl+R", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.reverse(); }, nullptr},
    {C::Invert, "&Invert in pitch", "", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.invert(); }, nullptr},
    {C::MirrorPitches, "&Mirror the pitches", "", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.mirrorPitches(); }, nullptr},
    {C::MuteNotes, "M&ute", "0", kRoll, I::None, hasSelection, [](Desk& d) { d.notes.toggleMuted(); }, nullptr},
    {C::QuantizeWith, "&Quantize …", "Shift+Q", kRoll, I::None, hasSelection, askFor<C::QuantizeWith>, nullptr},
    {C::HumanizeWith, "&Humanize …", "", kRoll, I::None, hasSelection, askFor<C::HumanizeWith>, nullptr},
    {C::StrumWith, "S&trum …", "", kRoll, I::None, hasSelection, askFor<C::StrumWith>, nullptr},
    {C::StretchWith, "Str&etch …", "", kRoll, I::None, hasSelection, askFor<C::StretchWith>, nullptr},
    {C::TransposeBy, "&Transpose …", "", kRoll, I::None, hasSelection, askFor<C::TransposeBy>, nullptr},
    {C::TransposeSong, "Transpose the whole &song …", "", Scope::Window, I::None, hasNotes, askForNewSong<C::TransposeSong>, nullptr},
    {C::InvertAround, "&Invert around …", "", kRoll, I::None, hasSelection, askFor<C::InvertAround>, nullptr},
    {C::SetVelocity, "&Set velocity …", "", kRoll, I::None, hasSelection, askFor<C::SetVelocity>, nullptr},
    {C::RampVelocity, "&Ramp velocity …", "", kRoll, I::None, hasSelection, askFor<C::RampVelocity>, nullptr},
    {C::AddChord, "Add &chord …", "Shift+C", kRoll, I::None, hasTrack, askFor<C::AddChord>, nullptr},
};

} // namespace

std::span<const ActionRow> noteActions()
{
    return kRows;
}

} // namespace continuo::ui
