// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SelfTest.h"

#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"
#include "core/edit/Document.h"
#include "core/edit/NoteEdits.h"
#include "core/io/MidiFile.h"
#include "core/playback/OfflineRender.h"
#include "ui/assist/EngineProcess.h"
#include "ui/files/EmptySong.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <array>
#include <cstdio>

namespace continuo::app {

namespace {

Error wrong(std::string why)
{
    return {ErrorCode::Unavailable, std::move(why)};
}

/// A scale of eight quarter notes on one track.
Song scale()
{
    Song song = ui::emptySong();
    std::vector<Note> notes;
    for (const int step : {0, 2, 4, 5, 7, 9, 11, 12}) {
        Note note;
        note.start = kTicksPerQuarter * static_cast<std::int64_t>(notes.size());
        note.length = kTicksPerQuarter;
        note.pitch = Pitch(60 + step);
        notes.push_back(note);
    }
    return addNotes(song.tracks.front()->id, notes).apply(song);
}

Result<std::string> checkSoundFont()
{
    const auto font = findSoundFont();
    return font ? Result<std::string>(font->string()) : font.error();
}

Result<std::string> checkEngine()
{
    const QString program = ui::EngineProcess::defaultCommand().front();
    const QString found = QFileInfo(program).isAbsolute() ? program : QStandardPaths::findExecutable(program);
    if (found.isEmpty())
        return wrong("The suggestion engine " + program.toStdString() + " is neither beside this program nor on the PATH.");
    return found.toStdString();
}

Result<std::string> checkFiles()
{
    const Song song = scale();
    const auto read = readMidi(writeMidi(song), "self-test");
    if (!read)
        return read.error();
    const auto notes = notesInSongTime(*read->song.tracks.front());
    const auto expected = notesInSongTime(*song.tracks.front());
    const auto isSame = [](const Note& a, const Note& b) {
        return a.start == b.start && a.length == b.length && a.pitch == b.pitch && a.velocity == b.velocity;
    };
    if (!std::equal(notes.begin(), notes.end(), expected.begin(), expected.end(), isSame))
        return wrong("A song read back from MIDI is not the one that was written.");
    return std::to_string(notes.size()) + " notes written and read";
}

Result<std::string> checkUndo()
{
    Document document(scale());
    const auto before = document.song().tracks;
    const TrackId track = before.front()->id;
    document.commit(transposeNotes({{track, before.front()->clips.front()->notes.front().id}}, 1));
    const bool changed = document.song().tracks != before;
    document.undo();
    if (!changed || document.song().tracks != before)
        return wrong("Undo did not bring the song back.");
    return std::string("one edit taken back");
}

Result<std::string> checkPlan()
{
    const auto plan = compilePlan(scale());
    if (plan->events().size() < 16 || plan->end() != kTicksPerQuarter * 8)
        return wrong("The compiled song is not the song.");
    return std::to_string(plan->events().size()) + " events";
}

Result<std::string> checkSynth()
{
    const auto font = findSoundFont();
    if (!font)
        return font.error();
    auto synth = FluidSynth::open(*font, {.sampleRate = 48000, .samples = FluidSynth::Samples::OnDemand});
    if (!synth)
        return synth.error();
    const auto report = renderOffline(compilePlan(scale()), *std::move(synth), {.maxTailSeconds = 0.5},
                                      [](std::span<const float>, std::span<const float>) { return Result<void>(); });
    if (!report)
        return report.error();
    if (report->peak <= 0.001f)
        return wrong("The synth rendered silence.");
    return "rendered " + std::to_string(report->frames) + " frames, peak " + std::to_string(report->peak);
}

constexpr std::array<SelfCheck, 6> kChecks{{
    {"soundfont", checkSoundFont},
    {"engine", checkEngine},
    {"files", checkFiles},
    {"undo", checkUndo},
    {"plan", checkPlan},
    {"synth", checkSynth},
}};

} // namespace

std::span<const SelfCheck> selfChecks()
{
    return kChecks;
}

int runSelfTest()
{
    int status = 0;
    for (const SelfCheck& check : kChecks) {
        const Result<std::string> result = check.run();
        std::printf("%-4s %-10s %s\n", result ? "ok" : "FAIL", check.name,
                    result ? result->c_str() : result.error().message.c_str());
        if (!result)
            status = 1;
    }
    return status;
}

} // namespace continuo::app
