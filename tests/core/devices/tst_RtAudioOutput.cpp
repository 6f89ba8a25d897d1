// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/AudioSystems.h"
#include "core/devices/RtAudioOutput.h"

#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"
#include "core/playback/AudioEngine.h"
#include "support/FakeSynth.h"
#include "support/HeardSound.h"
#include "support/JackServer.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

/// Records what the program plays, for that many seconds, and returns the left side; empty when that failed.
std::vector<float> recorded(int seconds)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("heard.wav"));
    QProcess recorder;
    recorder.start(QStringLiteral("jack_rec"), {QStringLiteral("-f"), path, QStringLiteral("-d"), QString::number(seconds),
                                               QStringLiteral("-b"), QStringLiteral("16"), QStringLiteral("Continuo:outport 0"),
                                               QStringLiteral("Continuo:outport 1")});
    if (!QTest::qWaitFor([&] { return recorder.state() == QProcess::NotRunning; }, 30'000))
        return {};
    const std::vector<float> both = samplesOf(path.toStdString());
    std::vector<float> left;
    for (std::size_t i = 0; i < both.size(); i += 2)
        left.push_back(both[i]);
    return left;
}

/// Where sound begins after at least `pause` frames without.
std::vector<std::int64_t> onsets(const std::vector<float>& samples, float threshold, std::int64_t pause)
{
    std::vector<std::int64_t> found;
    std::int64_t silentSince = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (std::abs(samples[i]) < threshold)
            continue;
        const auto frame = static_cast<std::int64_t>(i);
        if (frame - silentSince >= pause)
            found.push_back(frame);
        silentSince = frame + 1;
    }
    return found;
}

/// One short sound struck at times that are no multiple of anything, over two changes of tempo.
Song knocks()
{
    constexpr int kWoodBlock = 115;
    std::string text;
    for (const int tick : {0, 22'000, 47'111, 61'003, 92'777, 120'001, 151'515, 170'017, 200'200, 231'313})
        text += (text.empty() ? "" : " | ") + "C5 2000t v110 @"s + std::to_string(tick) + "t";
    Song song = songFromText(text);
    Track track = *song.tracks.front();
    track.program = kWoodBlock;
    song = withTrack(song, std::move(track));
    song.tempo = TempoMap({{Tick(0), 400'003}, {Tick(100'000), 611'111}, {Tick(180'000), 352'941}});
    return song;
}

} // namespace

class TestRtAudioOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("JACK_NO_START_SERVER", "1"); }

    void deviceThatIsNotThereIsSaid()
    {
        const auto output = RtAudioOutput::open({.device = "Kazoo"});
        QVERIFY(!output);
        QCOMPARE(output.error().code, ErrorCode::Unavailable);
    }

    void everyReasonNamesWhatIsMissing()
    {
        const auto unknown = openAudioDevice({.system = "Kazoo"});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().message, "There is no sound system \"Kazoo\"."s);
        const auto device = openAudioDevice({.device = "Kazoo"});
        QVERIFY(!device);
        QCOMPARE(device.error().message, "There is no sound device \"Kazoo\"."s);
    }

    void songIsHeardThroughADevice()
    {
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
        const JackServer jack;
        if (!jack.runs())
            QSKIP("The JACK server does not start on this machine.");

        auto opened = RtAudioOutput::open({.system = RtAudioOutput::kJack});
        QVERIFY2(opened.ok(), opened ? "" : opened.error().message.c_str());
        QCOMPARE((*opened)->sampleRate(), 48000);
        QCOMPARE((*opened)->framesPerBlock(), 512); // the server's, whatever was wished
        QVERIFY((*opened)->description().find(", 48 kHz, 512 frames") != std::string::npos);

        AudioEngine engine;
        QVERIFY(engine.setOutput(std::move(*opened)).ok());
        engine.setSynth(std::make_unique<FakeSynth>());
        engine.setSong(songFromText("C4+E4+G4 w | C4+E4+G4 w"));
        engine.setLoop(Range<Tick>{Tick(0), kTicksPerQuarter * 8});
        engine.play();
        QTRY_VERIFY(engine.position() > kTicksPerQuarter);

        QVERIFY(std::abs(loudest(recorded(1)) - 0.03f) < 0.001f); // three keys of a FakeSynth

        engine.stop();
        const Tick stopped = engine.position();
        QTest::qWait(50);
        QVERIFY(engine.position() - stopped < kTicksPerQuarter / 4);
    }

    /// Heard at the other end of a device, over tempo changes, rounds of a loop and edits meanwhile, every note of the
    /// synth begins where the tempo map says.
    void notesBeginOnTheFramesOfTheTempoMap()
    {
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
        const auto font = findSoundFont();
        if (!font)
            QSKIP(font.error().message.c_str());
        const JackServer jack;
        if (!jack.runs())
            QSKIP("The JACK server does not start on this machine.");

        auto opened = RtAudioOutput::open({.system = RtAudioOutput::kJack});
        QVERIFY2(opened.ok(), opened ? "" : opened.error().message.c_str());
        auto synth = FluidSynth::open(*font, {.sampleRate = 48000, .reverb = false, .chorus = false});
        QVERIFY(synth.ok());
        const Song song = knocks();
        const Range<Tick> range{Tick(0), Tick(260'011)};
        AudioEngine engine;
        QVERIFY(engine.setOutput(std::move(*opened)).ok());
        engine.setSynth(std::move(*synth));
        engine.setSong(song);
        engine.setLoop(range);
        engine.play();
        QTRY_VERIFY(engine.position() > Tick(1000));
        QTimer edits;
        int edit = 0;
        connect(&edits, &QTimer::timeout, [&] {
            Track silent = *songFromText("Other: E3 q | G3 q").tracks.front();
            silent.muted = true;
            silent.name += std::to_string(++edit);
            engine.setSong(withNewTrack(song, std::move(silent)));
            engine.collect();
        });
        edits.start(30);
        const std::vector<float> heard = recorded(6);
        engine.stop();
        QVERIFY(edit > 0);
        if (engine.dropouts() > 0)
            QSKIP("The machine was too busy for a recording without gaps.");

        // Which of the song's notes the first one was, and then every next one.
        const std::vector<std::int64_t> found = onsets(heard, loudest(heard) / 5, 1500);
        QVERIFY2(found.size() >= 20, std::to_string(found.size()).c_str());
        std::vector<double> times;
        const double length = song.tempo.seconds(range.end);
        for (int round = 0; round < 12; ++round)
            for (const Note& note : notesInSongTime(*song.tracks.front()))
                times.push_back((song.tempo.seconds(note.start) + round * length) * 48000);
        const std::size_t inRound = song.noteCount();
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::size_t first = 0; first < inRound; ++first) {
            std::int64_t worst = 0;
            for (std::size_t i = 0; i < found.size(); ++i)
                worst = std::max<std::int64_t>(
                    worst, std::llabs(found[i] - found[0] - std::llround(times[first + i] - times[first])));
            least = std::min(least, worst);
        }
        QVERIFY2(least <= 1, ("frames off: " + std::to_string(least)).c_str());
    }
};

QTEST_GUILESS_MAIN(TestRtAudioOutput)
#include "tst_RtAudioOutput.moc"
