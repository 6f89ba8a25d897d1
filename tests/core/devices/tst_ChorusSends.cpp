// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/ChorusSends.h"

#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"

#include <QTemporaryDir>

#include <fstream>
#include <memory>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

PlaybackPlan planOf(const std::vector<MidiMessage>& messages, std::vector<std::string> system = {})
{
    std::vector<PlaybackEvent> events;
    for (const MidiMessage& message : messages)
        events.push_back({Tick(0), 0, message});
    return {std::move(events), TempoMap(), kTicksPerQuarter, {}, std::move(system)};
}

/// General MIDI on, its level 2, GS reset and XG on.
const std::vector<std::string> kResets{"\x7E\x7F\x09\x01"s, "\x7E\x7F\x09\x03"s, "\x41\x10\x42\x12\x40\x00\x7F\x00\x41"s, "\x43\x10\x4C\x00\x00\x7E\x00"s};

ProgramSet only(int program)
{
    return ProgramSet().set(static_cast<std::size_t>(program));
}

/// What a short chord sounds like.
std::vector<float> chordOf(FluidSynth& synth, int channel, int program)
{
    constexpr int kFrames = 1024;
    std::vector<float> left(kFrames), right(kFrames);
    synth.program(channel, program);
    for (const int pitch : {38, 48, 60, 76})
        synth.noteOn(channel, pitch, 100);
    synth.render(left.data(), right.data(), kFrames);
    for (const int pitch : {38, 48, 60, 76})
        synth.noteOff(channel, pitch);
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

} // namespace

class tst_ChorusSends : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void programsThatDoNotSendSoundTheSameWithoutAChorus();
    void programsThatSendDoNot();
    void aSongReachesItByItsProgramsAndControllers();
    void resetsDoNotReachItButOtherMessagesMay();
    void whatIsNoSoundFontIsThoughtToSendAlways();

private:
    static std::unique_ptr<FluidSynth> synth(const std::filesystem::path& font, bool chorus)
    {
        auto opened = FluidSynth::open(font, {.samples = FluidSynth::Samples::OnDemand, .starts = FluidSynth::Starts::OnBlocks, .chorus = chorus});
        return opened ? *std::move(opened) : nullptr;
    }
};

void tst_ChorusSends::programsThatDoNotSendSoundTheSameWithoutAChorus()
{
    const auto font = findSoundFont();
    if (!font)
        QSKIP(font.error().message.c_str());
    const ProgramSet sending = programsWithChorus(*font);
    const auto with = synth(*font, true), without = synth(*font, false);
    QVERIFY(with && without);
    for (const std::string& reset : kResets) {
        for (const auto& each : {with.get(), without.get()})
            each->systemExclusive(reset);
        if (!sending[0])
            QVERIFY(chordOf(*with, 0, 0) == chordOf(*without, 0, 0));
    }
    for (const int channel : {0, 9})
        for (int program = 0; program < 128; ++program)
            if (!sending[static_cast<std::size_t>(program)])
                QVERIFY2(chordOf(*with, channel, program) == chordOf(*without, channel, program),
                         qPrintable(QStringLiteral("channel %1, program %2").arg(channel).arg(program)));
}

void tst_ChorusSends::programsThatSendDoNot()
{
    const auto font = findSoundFont();
    if (!font)
        QSKIP(font.error().message.c_str());
    const ProgramSet sending = programsWithChorus(*font);
    if (sending.none())
        QSKIP("The SoundFont has no chorus.");
    const auto with = synth(*font, true), without = synth(*font, false);
    QVERIFY(with && without);
    int differ = 0;
    for (int program = 0; program < 128; ++program)
        if (sending[static_cast<std::size_t>(program)])
            differ += chordOf(*with, 0, program) != chordOf(*without, 0, program) ? 1 : 0;
    QVERIFY2(differ > 0, qPrintable(QString::number(sending.count())));
}

void tst_ChorusSends::aSongReachesItByItsProgramsAndControllers()
{
    const MidiMessage strings = midiMessage(MidiMessage::Program, 3, 48), note = midiMessage(MidiMessage::NoteOn, 3, 60, 100);
    QVERIFY(reachesChorus(planOf({strings, note}), only(48)));
    QVERIFY(!reachesChorus(planOf({strings, note}), only(49)));
    QVERIFY(reachesChorus(planOf({note}), only(0))); // where every channel begins
    QVERIFY(reachesChorus(planOf({midiMessage(MidiMessage::Controller, 0, 93, 1), note}), {}));
    QVERIFY(!reachesChorus(planOf({midiMessage(MidiMessage::Controller, 0, 93, 0), note}), {}));
    QVERIFY(!reachesChorus(planOf({midiMessage(MidiMessage::Controller, 0, 91, 100), note}), {}));
    QVERIFY(reachesChorus(planOf({midiMessage(MidiMessage::Controller, 0, controller::kNrpnMsb, 120), note}), {}));
}

void tst_ChorusSends::resetsDoNotReachItButOtherMessagesMay()
{
    const std::vector<MidiMessage> first{{MidiMessage::System, 0, 0}};
    for (const std::string& reset : kResets)
        QVERIFY(!reachesChorus(planOf(first, {reset}), {}));
    QVERIFY(reachesChorus(planOf(first, {"\x41\x10\x42\x12\x40\x01\x3A\x40\x45"s}), {})); // GS: how much chorus
}

void tst_ChorusSends::whatIsNoSoundFontIsThoughtToSendAlways()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("text.sf2").toStdString();
    QVERIFY(programsWithChorus(path).all());
    std::ofstream(path) << "RIFF but no more";
    QVERIFY(programsWithChorus(path).all());
}

QTEST_APPLESS_MAIN(tst_ChorusSends)
#include "tst_ChorusSends.moc"
