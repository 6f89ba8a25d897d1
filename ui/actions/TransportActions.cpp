// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "core/assist/StepGrid.h"
#include "core/edit/SongEdits.h"
#include "core/edit/TimeEdits.h"
#include "core/edit/TrackEdits.h"
#include "core/song/Instrument.h"
#include "ui/Desk.h"
#include "ui/actions/AskFor.h"
#include "ui/actions/Questions.h"
#include "ui/sound/SoundDialog.h"
#include "ui/transport/ChangeInForce.h"

#include <QInputDialog>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace continuo::ui {

namespace {

/// A suggestion is played with the bar before it, unless the playhead stands in it.
void playOrStop(Desk& desk)
{
    if (canAccept(desk) && !desk.playback.isPlaying()) {
        const MeterMap& meters = desk.document.song().meters;
        const Range<Tick> target = desk.suggestions.target();
        const Tick before = meters.bar(meters.barAt(target.begin) - 1).begin;
        if (const Tick at = desk.playback.position(); at < before || at >= target.end)
            desk.playback.seek(before);
    }
    desk.playback.playOrStop();
}

bool hasPlayed(const Desk& desk) { return hasTrack(desk) && desk.recorder.hasPlayed(); }

bool hasSound(const Desk& desk) { return desk.sound != nullptr; }

bool canChooseInstrument(const Desk& desk) { return hasSound(desk) && hasTrack(desk); }

/// The synth, or a MIDI output, for the active track.
void chooseInstrument(Desk& desk)
{
    const TrackId track = desk.state.activeTrack();
    const QString synth = QObject::tr("The synth");
    const std::string current = instrumentOf(*desk.document.song().findTrack(track));
    QStringList names{synth};
    for (const std::string& name : desk.sound->instruments())
        names << QString::fromStdString(name);
    if (const QString name = QString::fromStdString(current); !name.isEmpty() && !names.contains(name))
        names << name;
    auto* dialog = new QInputDialog(&desk.window);
    dialog->setObjectName(QStringLiteral("instrument"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Instrument"));
    dialog->setLabelText(QObject::tr("What plays the track"));
    dialog->setComboBoxItems(names);
    dialog->setTextValue(current.empty() ? synth : QString::fromStdString(current));
    QObject::connect(dialog, &QInputDialog::textValueSelected, &desk.window, [&desk, track, synth](const QString& name) {
        desk.document.commit(setInstrument(track, name == synth ? std::string() : name.toStdString()));
    });
    dialog->open();
}

void openSound(Desk& desk)
{
    auto* dialog = new SoundDialog(*desk.sound, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void toggleReplacing(Desk& desk)
{
    using Mode = Recorder::Mode;
    desk.recorder.setMode(desk.recorder.mode() == Mode::Replace ? Mode::Overdub : Mode::Replace);
}

/// Playing's, not the song's; in whole tenths.
void changeSpeed(Desk& desk, double by)
{
    desk.playback.setSpeed(std::round((desk.playback.speed() + by) * 10) / 10);
}

void stepBar(Desk& desk, int by)
{
    const MeterMap& meters = desk.document.song().meters;
    const Tick at = desk.playback.position();
    const Range<Tick> bar = meters.bar(meters.barAt(at));
    const bool insideBar = by < 0 && at > bar.begin;
    const Tick there = insideBar ? bar.begin : meters.bar(meters.barAt(at) + by).begin;
    desk.playback.seek(there);
    desk.view.roll().reveal(there);
}

void goToStart(Desk& desk)
{
    const Tick loopStart = desk.state.isLooping() ? desk.state.loop()->begin : Tick(0);
    desk.playback.seek(desk.playback.position() == loopStart ? Tick(0) : loopStart);
    desk.view.roll().reveal(desk.playback.position());
}

void loopSelection(Desk& desk)
{
    const Song& song = desk.document.song();
    const Range<Tick> extent = extentOf(song, desk.state.selection().notes());
    desk.state.setLoop(song.meters.bars(song.meters.barAt(extent.begin), song.meters.barAt(extent.end - Tick(1))));
}

/// What is tapped are the beats of the meter, three of them at a time in compound ones.
void tapTempo(Desk& desk)
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const auto beats = desk.taps.tap(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    if (!beats)
        return desk.say(QObject::tr("Tap on, once on every beat."));
    const Song& song = desk.document.song();
    const Tick at = desk.playback.position();
    const Meter meter = song.meters.meterAt(at);
    const Tick beat = std::max(kTicksPerStep * beatSteps(meter), meter.beatLength());
    const double tapped = *beats * static_cast<double>(beat.value) / static_cast<double>(kTicksPerQuarter.value);
    const double bpm = std::round(tapped * 10.0) / 10.0;
    desk.document.commit(setTempo(changeInForce(song.tempo.changes(), at), bpm));
    desk.say(QObject::tr("%1 quarters a minute").arg(bpm, 0, 'f', 1));
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window, kRoll = Scope::Roll;

constexpr ActionRow kRows[] = {
    {C::SetTempoAt, "&Tempo here …", "", kWindow, I::None, nullptr, askFor<C::SetTempoAt>, nullptr},
    {C::SetMeterAt, "&Meter here …", "", kWindow, I::None, nullptr, askFor<C::SetMeterAt>, nullptr},
    {C::SetKeyAt, "&Key here …", "", kWindow, I::None, nullptr, askFor<C::SetKeyAt>, nullptr},
    {C::SetMarkerAt, "Ma&rker here …", "", kWindow, I::None, nullptr, askFor<C::SetMarkerAt>, nullptr},
    {C::SetPickUp, "&Pick-up bar …", "", kWindow, I::None, nullptr, askFor<C::SetPickUp>, nullptr},
    {C::RemoveChangesAt, "Remove &changes here", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.document.commit(removeChangesAt(d.playback.position())); }, nullptr},
    {C::InsertBars, "&Insert bars …", "", kWindow, I::None, nullptr, askForNewSong<C::InsertBars>, nullptr},
    {C::RepeatBars, "&Repeat bars …", "Ctrl+Shift+D", kWindow, I::None, nullptr, askForNewSong<C::RepeatBars>, nullptr},
    {C::RemoveBars, "Re&move bars …", "", kWindow, I::None, nullptr, askForNewSong<C::RemoveBars>, nullptr},
    {C::Play, "&Play or stop", "Space", kWindow, I::Play, nullptr, playOrStop, nullptr},
    {C::PlayFromLoop, "Play from the loop's &begin", "Shift+Space", kWindow, I::None, nullptr, [](Desk& d) { d.playback.playFromLoop(); }, nullptr},
    {C::ToStart, "Back to the &start", "Home", kRoll, I::ToStart, nullptr, goToStart, nullptr},
    {C::NextBar, "&Next bar", "PgDown", kRoll, I::None, nullptr, [](Desk& d) { stepBar(d, 1); }, nullptr},
    {C::PreviousBar, "Pre&vious bar", "PgUp", kRoll, I::None, nullptr, [](Desk& d) { stepBar(d, -1); }, nullptr},
    {C::Loop, "&Loop", "Ctrl+L", kWindow, I::Loop, hasLoop, [](Desk& d) { d.state.setLooping(!d.state.isLooping()); },
     [](const Desk& d) { return d.state.isLooping(); }},
    {C::LoopSelection, "Loop the s&election", "Shift+L", kWindow, I::None, hasSelection, loopSelection, nullptr},
    {C::Silence, "S&ilence", "", kWindow, I::Stop, nullptr, [](Desk& d) { d.playback.stop(); }, nullptr},
    {C::Record, "&Record", "F9", kWindow, I::Record, hasTrack, [](Desk& d) { d.recorder.recordOrStop(); },
     [](const Desk& d) { return d.recorder.isRecording(); }},
    {C::KeepPlayed, "&Keep what I just played", "Shift+F9", kWindow, I::None, hasPlayed, [](Desk& d) { d.recorder.keepPlayed(); }, nullptr},
    {C::StepInput, "St&ep input", "Ctrl+F9", kWindow, I::None, hasTrack, [](Desk& d) { d.recorder.setStepping(!d.recorder.isStepping()); },
     [](const Desk& d) { return d.recorder.isStepping(); }},
    {C::ReplaceRecorded, "Recording re&places what is there", "", kWindow, I::None, nullptr, toggleReplacing,
     [](const Desk& d) { return d.recorder.mode() == Recorder::Mode::Replace; }},
    {C::QuantizeRecorded, "Recorded notes go to the &grid", "", kWindow, I::None, nullptr,
     [](Desk& d) { d.recorder.setQuantizes(!d.recorder.quantizes()); }, [](const Desk& d) { return d.recorder.quantizes(); }},
    {C::CountIn, "A &bar of count-in", "", kWindow, I::None, nullptr, [](Desk& d) { d.recorder.setCountsIn(!d.recorder.countsIn()); },
     [](const Desk& d) { return d.recorder.countsIn(); }},
    {C::Metronome, "&Metronome", "F8", kWindow, I::Metronome, nullptr, [](Desk& d) { d.playback.setMetronome(!d.playback.hasMetronome()); },
     [](const Desk& d) { return d.playback.hasMetronome(); }},
    {C::TapTempo, "&Tap the tempo", "J", kWindow, I::None, nullptr, tapTempo, nullptr},
    {C::Slower, "Sl&ower", "Ctrl+,", kWindow, I::None, nullptr, [](Desk& d) { changeSpeed(d, -0.1); }, nullptr},
    {C::Faster, "&Faster", "Ctrl+.", kWindow, I::None, nullptr, [](Desk& d) { changeSpeed(d, 0.1); }, nullptr},
    {C::NormalSpeed, "At the speed as &written", "", kWindow, I::None, nullptr, [](Desk& d) { d.playback.setSpeed(1.0); },
     [](const Desk& d) { return d.playback.speed() == 1.0; }},
    {C::TypingPiano, "Play on the keys of the com&puter", "Ctrl+Shift+K", kWindow, I::None, hasTrack, [](Desk& d) { d.piano.setOn(!d.piano.isOn()); },
     [](const Desk& d) { return d.piano.isOn(); }},
    {C::ChooseInstrument, "&Instrument …", "", kWindow, I::None, canChooseInstrument, chooseInstrument, nullptr},
    {C::SoundSettings, "So&und …", "", kWindow, I::None, hasSound, openSound, nullptr},
};

} // namespace

std::span<const ActionRow> transportActions()
{
    return kRows;
}

} // namespace continuo::ui
