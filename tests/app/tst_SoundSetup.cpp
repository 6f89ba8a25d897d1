// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SoundSetup.h"

#include "core/devices/SoundFont.h"
#include "support/JackServer.h"
#include "support/SongText.h"
#include "ui/Settings.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace continuo;
using namespace continuo::app;

namespace {

/// An engine that plays a long song in a loop, and its rack.
struct Bench {
    AudioEngine engine;
    SoundSetup sound{engine};
    QElapsedTimer heard;
    QSignalSpy said{&sound, &ui::SoundRack::said};

    void play()
    {
        engine.setSong(songFromText("C4+E4+G4 w | C4+E4+G4 w"));
        engine.setLoop(Range<Tick>{Tick(0), kTicksPerQuarter * 8});
        engine.play();
        sound.begin();
    }
    /// Within the last moment; asked twice in a row it says the same.
    bool isHeard()
    {
        constexpr int kMoment = 300; // milliseconds
        engine.collect();
        if (engine.takePeaks().left > 0.001f)
            heard.start();
        return heard.isValid() && heard.elapsed() < kMoment;
    }
    bool moves()
    {
        return QTest::qWaitFor([this, before = engine.position()] { return engine.position() != before; });
    }
    bool hasSaid(const char* words) const
    {
        return std::any_of(said.begin(), said.end(), [&](const QList<QVariant>& each) { return each.front().toString().contains(QString::fromLatin1(words)); });
    }
};

} // namespace

class tst_SoundSetup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qputenv("JACK_NO_START_SERVER", "1");
        qunsetenv("CONTINUO_SOUNDFONT");
        ui::keptSettings().clear();
        if (const auto font = findSoundFont(); !font)
            QSKIP(font.error().message.c_str());
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
    }

    void deviceThatGoesIsSaidAndPlayedAgainOnceItIsBack()
    {
        auto server = std::make_unique<JackServer>(256);
        if (!server->runs())
            QSKIP("The JACK server does not start on this machine.");
        Bench bench;
        bench.play();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
        QVERIFY(bench.sound.latency().has_value());
        QVERIFY(bench.sound.sentence().contains("JACK"));

        server.reset();
        QTRY_VERIFY_WITH_TIMEOUT(bench.hasSaid("is gone"), 20'000);
        QVERIFY(!bench.sound.latency().has_value());
        QVERIFY(bench.engine.isPlaying());
        QVERIFY(bench.moves());

        server = std::make_unique<JackServer>(128);
        QVERIFY(server->runs());
        QTRY_VERIFY_WITH_TIMEOUT(bench.hasSaid("device is back"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
        QVERIFY(bench.engine.isPlaying());
        QVERIFY2(bench.sound.sentence().contains("128 frames"), qPrintable(bench.sound.sentence()));
    }

    void soundFontChangesWhilePlayingAndABadOneIsRefused()
    {
        const JackServer server(256);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        Bench bench;
        bench.play();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
        const std::filesystem::path first = bench.sound.soundFontInUse();

        QTemporaryDir folder;
        const QString copy = folder.filePath("Mine.sf2"), broken = folder.filePath("Broken.sf2");
        QVERIFY(QFile::copy(QString::fromStdString(first.string()), copy));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no SoundFont at all");
        file.close();

        ui::SoundChoice choice = bench.sound.choice();
        choice.soundFont = copy.toStdString();
        bench.sound.choose(choice);
        QTRY_VERIFY_WITH_TIMEOUT(bench.sound.soundFontInUse() == choice.soundFont, 20'000);
        QTRY_VERIFY(bench.isHeard());
        QVERIFY(bench.engine.isPlaying());

        choice.soundFont = broken.toStdString();
        bench.sound.choose(choice);
        QTRY_VERIFY_WITH_TIMEOUT(bench.hasSaid("Broken.sf2"), 20'000);
        QCOMPARE(QString::fromStdString(bench.sound.choice().soundFont.string()), copy);
        QVERIFY(bench.engine.isPlaying());
        QTRY_VERIFY(bench.isHeard());

        // What was chosen is there after the next start.
        AudioEngine engine;
        QCOMPARE(SoundSetup(engine).choice(), bench.sound.choice());
    }

    void keptSoundFontThatIsGoneIsReplacedByTheUsualOne()
    {
        const JackServer server(256);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        ui::keptSettings().setValue("sound/soundFont", "/nowhere/Lost.sf2");
        Bench bench;
        bench.play();
        QTRY_VERIFY_WITH_TIMEOUT(bench.hasSaid("Lost.sf2"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
        QCOMPARE(bench.sound.soundFontInUse(), *findSoundFont());
    }

    void deviceThatIsNotThereIsSilenceWithAReason()
    {
        ui::keptSettings().setValue("sound/system", "JACK");
        Bench bench;
        bench.play();
        QTRY_VERIFY_WITH_TIMEOUT(bench.sound.sentence().contains("No JACK server is running. Playing silently."), 20'000);
        QVERIFY(bench.moves());
        QVERIFY(!bench.sound.latency().has_value());

        // Chosen while playing: sound begins.
        const JackServer server(256);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        ui::SoundChoice choice = bench.sound.choice();
        choice.output.framesPerBlock = 128;
        bench.sound.choose(choice);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
        QVERIFY(bench.engine.isPlaying());
    }

    void programEndsAlthoughTheServerHangs()
    {
        JackServer server(256);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        {
            Bench bench;
            bench.play();
            QTRY_VERIFY_WITH_TIMEOUT(bench.isHeard(), 20'000);
            server.freeze();
            bench.sound.look();
        }
        {
            Bench bench; // and begins again, silently
            bench.play();
            QTRY_VERIFY_WITH_TIMEOUT(bench.sound.sentence().contains("The JACK server does not answer. Playing silently."), 30'000);
            QVERIFY(bench.moves());
        }
    }

    void lookingFindsSystemsAndSoundFonts()
    {
        const JackServer server(256);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        Bench bench;
        bench.sound.look();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.sound.systems().empty(), 20'000);
        QCOMPARE(bench.sound.systems().front().name, std::string("JACK"));
        const auto& fonts = bench.sound.soundFonts();
        QVERIFY(std::find(fonts.begin(), fonts.end(), *findSoundFont()) != fonts.end());
    }
};

QTEST_GUILESS_MAIN(tst_SoundSetup)
#include "tst_SoundSetup.moc"
