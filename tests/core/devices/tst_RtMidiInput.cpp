// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiInput.h"

#include "core/devices/RtAudioOutput.h"
#include "core/devices/RtMidiOutput.h"
#include "core/playback/AudioEngine.h"
#include "support/FakeSynth.h"
#include "support/JackServer.h"
#include "support/QtText.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <random>
#include <thread>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr int kNotes = 1000;
constexpr const char* kPlayNotes = "--play-notes";

/// A note's number is in its key and velocity.
MidiMessage numbered(int number)
{
    return midiMessage(MidiMessage::NoteOn, 0, number / 120, number % 120 + 1);
}

int numberOf(MidiMessage message)
{
    return message.data1 * 120 + message.data2 - 1;
}

std::int64_t nanoseconds(std::chrono::steady_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// What this program does as another process: plays kNotes notes to the port at random distances, and prints when.
int playNotes()
{
    const std::vector<std::string> names = listMidiOutputs();
    const auto port = std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.find("Keys") != std::string::npos; });
    if (port == names.end())
        return 1;
    auto output = RtMidiOutput::open(*port);
    if (!output)
        return 2;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::minstd_rand random(1);
    for (int i = 0; i < kNotes; ++i) {
        const auto now = std::chrono::steady_clock::now();
        if (!(*output)->send(numbered(i)))
            return 3;
        std::printf("%lld\n", static_cast<long long>(nanoseconds(now)));
        std::this_thread::sleep_for(std::chrono::microseconds(500 + random() % 9000));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return 0;
}

/// What was recorded of the other process, and when that says it sent each note.
struct Recorded {
    std::vector<PlayedMessage> played;
    QByteArray sent;
};

/// Records what another process plays through JACK; nothing when that process crashed. Fails the test that runs otherwise.
std::optional<Recorded> recordOtherProcess()
{
    const auto fail = [](const std::string& why) -> std::optional<Recorded> {
        QTest::qFail(why.c_str(), __FILE__, __LINE__);
        return std::nullopt;
    };
    auto audio = RtAudioOutput::open({.system = RtAudioOutput::kJack, .framesPerBlock = 64});
    if (!audio)
        return fail(audio.error().message);
    auto input = RtMidiInput::openVirtual("Keys");
    if (!input)
        return fail(input.error().message);
    AudioEngine engine;
    if (const auto set = engine.setOutput(std::move(*audio)); !set)
        return fail(set.error().message);
    engine.setSynth(std::make_unique<FakeSynth>());
    engine.setMidiInput(std::move(*input));
    engine.play({.atEnd = TransportCommand::AtEnd::GoOn});

    QProcess player;
    player.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kPlayNotes)});
    Recorded recorded;
    const auto take = [&] {
        while (const auto each = engine.takePlayed())
            recorded.played.push_back(*each);
        return recorded.played.size() >= kNotes;
    };
    const auto hasEnded = [&player] { return player.state() == QProcess::NotRunning; };
    if (!QTest::qWaitFor([&] { return take() || hasEnded(); }, 60'000) || (!hasEnded() && !player.waitForFinished()))
        return fail("The notes of the other process came no further than " + std::to_string(recorded.played.size()) + ".");
    (void)QTest::qWaitFor(take, 1000);
    if (player.exitStatus() == QProcess::CrashExit)
        return std::nullopt;
    if (player.exitCode() != 0)
        return fail("The other process ended with " + std::to_string(player.exitCode()) + ".");
    recorded.sent = player.readAllStandardOutput();
    return recorded;
}

} // namespace

class TestRtMidiInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("JACK_NO_START_SERVER", "1"); }

    /// Also on a machine without any MIDI system, where the libraries below would throw.
    void portThatIsNotThereIsSaid()
    {
        const auto input = RtMidiInput::open("Kazoo");
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::Unavailable);
        QCOMPARE(input.error().message, "There is no MIDI input \"Kazoo\"."s);
    }

    /// Through a port that another process plays to, into what is recorded: nothing is lost, and nothing changes places.
    void thousandNotesOfAnotherProcessAreRecorded()
    {
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
        // On a machine that stands still for seconds RtMidi and libjack can crash in the process that plays. That says nothing
        // about recording: such a try does not count. One that came to its end does.
        std::optional<Recorded> recorded;
        for (int tries = 0; tries < 3 && !recorded; ++tries) {
            const JackServer jack(64, JackServer::Late::Waits);
            if (!jack.runs())
                QSKIP("The JACK server does not start on this machine.");
            recorded = recordOtherProcess();
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(recorded, "The other process crashed three times.");
        const std::vector<PlayedMessage>& played = recorded->played;
        for (std::size_t i = 0; i < played.size(); ++i)
            QCOMPARE(numberOf(played[i].message), static_cast<int>(i));
        QCOMPARE(played.size(), std::size_t{kNotes});
        const QList<QByteArray> sent = recorded->sent.split('\n');
        std::vector<double> late, unlike;
        for (int i = 0; i < kNotes; ++i) {
            const PlayedMessage& each = played[static_cast<std::size_t>(i)];
            late.push_back(static_cast<double>(nanoseconds(each.arrived) - sent[i].toLongLong()) / 1e6);
            // The place in the song goes with the time of arrival.
            const double apart = std::chrono::duration<double>(each.arrived - played.front().arrived).count();
            unlike.push_back(std::abs(each.seconds - played.front().seconds - apart) * 1000);
        }
        std::sort(late.begin(), late.end());
        std::sort(unlike.begin(), unlike.end());
        std::printf("METRIC midi_in_ms_median %.2f\nMETRIC midi_in_ms_p99 %.2f\nMETRIC midi_in_ms_max %.2f\n"
                    "METRIC song_place_ms_median %.3f\nMETRIC song_place_ms_max %.3f\n",
                    late[kNotes / 2], late[kNotes * 99 / 100], late.back(), unlike[kNotes / 2], unlike.back());
        QVERIFY(late.front() >= 0);
    }

    void everyListedPortHasAName()
    {
        for (const std::string& name : listMidiInputs())
            QVERIFY(!name.empty());
    }
};

int main(int argc, char** argv)
{
    if (argc > 1 && argv[1] == std::string_view(kPlayNotes))
        return playNotes();
    QCoreApplication application(argc, argv);
    TestRtMidiInput test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_RtMidiInput.moc"
