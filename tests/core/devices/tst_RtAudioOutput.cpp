// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtAudioOutput.h"

#include "core/playback/AudioEngine.h"
#include "support/FakeSynth.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

/// A JACK server of our own that plays to nobody, in the rhythm of a sound card. Runs while it lives.
class JackServer {
public:
    static bool isInstalled()
    {
        for (const char* program : {"jackd", "jack_wait", "jack_rec"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                return false;
        return true;
    }

    JackServer()
    {
        const QByteArray name = "continuo-test-" + QByteArray::number(QCoreApplication::applicationPid());
        qputenv("JACK_DEFAULT_SERVER", name);
        qputenv("JACK_NO_AUDIO_RESERVATION", "1");
        server_.start(QStringLiteral("jackd"), {QStringLiteral("-n"), QString::fromLatin1(name), QStringLiteral("-r"),
                                               QStringLiteral("-d"), QStringLiteral("dummy"), QStringLiteral("-r"), QStringLiteral("48000"),
                                               QStringLiteral("-p"), QStringLiteral("512")});
        QProcess wait;
        wait.start(QStringLiteral("jack_wait"), {QStringLiteral("-s"), QString::fromLatin1(name), QStringLiteral("-w"),
                                                QStringLiteral("-t"), QStringLiteral("20")});
        runs_ = wait.waitForFinished() && wait.exitCode() == 0;
    }
    ~JackServer()
    {
        server_.terminate();
        if (!server_.waitForFinished())
            server_.kill();
        qunsetenv("JACK_DEFAULT_SERVER");
    }
    bool runs() const { return runs_; }

private:
    QProcess server_;
    bool runs_ = false;
};

/// The largest sample of an audio file; -1 when it cannot be read.
float loudestIn(const QString& path)
{
    SF_INFO info{};
    SNDFILE* const file = sf_open(path.toLocal8Bit().constData(), SFM_READ, &info);
    if (file == nullptr)
        return -1;
    std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
    const sf_count_t read = sf_read_float(file, samples.data(), static_cast<sf_count_t>(samples.size()));
    sf_close(file);
    float peak = 0;
    for (sf_count_t i = 0; i < read; ++i)
        peak = std::max(peak, std::abs(samples[static_cast<std::size_t>(i)]));
    return peak;
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

    void silentOutputTakesThePlaceOfWhatCannotBeHad()
    {
        const auto output = openAudioOutput({.device = "Kazoo"});
        QVERIFY(output != nullptr);
        QVERIFY2(output->description().find("laying silently") != std::string::npos, output->description().c_str());
        QCOMPARE(output->sampleRate(), 48000);
    }

    void songIsHeardThroughADevice()
    {
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
        const JackServer jack;
        if (!jack.runs())
            QSKIP("The JACK server does not start on this machine.");

        QVERIFY(!listAudioOutputs().empty());
        auto opened = RtAudioOutput::open({});
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

        QTemporaryDir folder;
        const QString recording = folder.filePath(QStringLiteral("heard.wav"));
        QProcess recorder;
        recorder.start(QStringLiteral("jack_rec"), {QStringLiteral("-f"), recording, QStringLiteral("-d"), QStringLiteral("1"),
                                                   QStringLiteral("-b"), QStringLiteral("16"), QStringLiteral("Continuo:outport 0"),
                                                   QStringLiteral("Continuo:outport 1")});
        QVERIFY(recorder.waitForFinished());
        QVERIFY(std::abs(loudestIn(recording) - 0.03f) < 0.001f); // three keys of a FakeSynth

        engine.stop();
        const Tick stopped = engine.position();
        QTest::qWait(50);
        QVERIFY(engine.position() - stopped < kTicksPerQuarter / 4);
    }
};

QTEST_GUILESS_MAIN(TestRtAudioOutput)
#include "tst_RtAudioOutput.moc"
