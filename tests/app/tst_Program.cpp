// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Protocol.h"
#include "core/io/SongFile.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;

namespace {

struct Ran {
    int status = -1;
    QString output, complaint;
};

Ran run(const QStringList& words, const QString& file = QStringLiteral(CONTINUO_CLI))
{
    QProcess program;
    program.start(file, words);
    if (!program.waitForFinished(240'000))
        qFatal("%s did not end", qPrintable(words.join(QLatin1Char(' '))));
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1, QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

bool hasModel()
{
    const QDir models(QStringLiteral(CONTINUO_SOURCE_DIR "/models"));
    for (const QString& name : models.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (models.exists(name + QStringLiteral("/model.json")))
            return true;
    return false;
}

QByteArray contentOf(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

const char* const kSong = "Melody: C4 q | E4 q | G4 q | E4 q | F4 q | A4 q | C5 q | A4 q | G4 q | B4 q | D5 q | B4 q | C5 h | G4 h\n"
                          "Bass: C3 w | F2 w | G2 w | C3 w";

} // namespace

/// The program itself, from its arguments to its exit status.
class tst_Program : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(writeMidiFile(songFromText(kSong), path("song.mid").toStdString()).ok()); }

    void tellsItsVersionAndItsCommands()
    {
        QCOMPARE(run({"--version"}).status, 0);
        QVERIFY(run({"--version"}).output.startsWith(QStringLiteral("continuo-cli ")));
        QVERIFY(run({"--help"}).output.contains(QStringLiteral("evaluate")));
    }

    void failuresAreOneSentenceAndAStatus_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        const QString song = path("song.mid"), out = path("out.mid");
        QTest::newRow("no command") << QStringList{} << 2 << "command";
        QTest::newRow("wrong option") << QStringList{"continue", song, "-o", out, "--bars", "x"} << 2 << "--bars";
        QTest::newRow("no such track") << QStringList{"infill", song, "-o", out, "--bars", "2", "--tracks", "Oboe"} << 2 << "Oboe";
        QTest::newRow("missing song") << QStringList{"continue", path("none.mid"), "-o", out} << 3 << "none.mid";
        QTest::newRow("song that is none") << QStringList{"convert", QStringLiteral(CONTINUO_CLI), "-o", out} << 3 << "continuo-cli";
        QTest::newRow("info of nothing") << QStringList{"info", path("none")} << 3 << "none";
        QTest::newRow("missing model") << QStringList{"continue", song, "-o", out, "--model", path("nomodel")} << 5 << "nomodel";
        QTest::newRow("output nowhere") << QStringList{"convert", song, "-o", path("no/out.mid")} << 6 << "out.mid";
    }

    void failuresAreOneSentenceAndAStatus()
    {
        QFETCH(QStringList, words);
        QFETCH(int, status);
        QFETCH(QString, says);
        const Ran ran = run(words);
        QCOMPARE(ran.status, status);
        QVERIFY2(ran.complaint.contains(says), qPrintable(ran.complaint));
        QCOMPARE(ran.complaint.count(QLatin1Char('\n')), 1);
        QVERIFY2(ran.complaint.trimmed().endsWith(QLatin1Char('.')), qPrintable(ran.complaint));
        QVERIFY(!QFile::exists(path("out.mid")));
    }

    void learningIsAProgramOfItsOwnThatTheRestDoesNotNeed()
    {
        const QString alone = path("continuo-cli");
        QVERIFY(QFile::copy(QStringLiteral(CONTINUO_CLI), alone));
        const Ran evaluated = run({"evaluate", "--jsb", path("none.json")}, alone);
        QCOMPARE(evaluated.status, 5);
        QVERIFY2(evaluated.complaint.contains(QStringLiteral("continuo-study', ")), qPrintable(evaluated.complaint));
        QCOMPARE(evaluated.complaint.count(QLatin1Char('\n')), 1);
        QCOMPARE(run({"convert", path("song.mid"), "-o", path("alone.mid")}, alone).status, 0);
        QCOMPARE(run({"info", path("song.mid")}, alone).status, 0);
    }

    void learningIsRefusedToAnotherVersion()
    {
        const Ran other = run({"0.0.0-other", "evaluate", "--jsb", path("none.json")}, QStringLiteral(CONTINUO_STUDY));
        QCOMPARE(other.status, 5);
        QVERIFY2(other.complaint.contains(QStringLiteral("belongs to continuo-cli")), qPrintable(other.complaint));
        QCOMPARE(run({}, QStringLiteral(CONTINUO_STUDY)).status, 5);
    }

    void learningIsReachedThroughTheProgram()
    {
        if (!hasModel())
            QSKIP("There is no model in models/.");
        const Ran evaluated = run({"evaluate", "--jsb", path("none.json")});
        QCOMPARE(evaluated.status, 3);
        QVERIFY2(evaluated.complaint.contains(QStringLiteral("none.json")), qPrintable(evaluated.complaint));
    }

    void convertKeepsTheMusic()
    {
        QCOMPARE(run({"convert", path("song.mid"), "-o", path("again.mid")}).status, 0);
        QCOMPARE(textOf(readMidiFile(path("again.mid").toStdString())->song), textOf(songFromText(kSong)));
    }

    void aContinuoSongKeepsWhatWasSuggestedAndMidiSaysThatItDoesNot()
    {
        QCOMPARE(run({"vary", path("song.mid"), "-o", path("varied.continuo"), "--bars", "1-1", "--closeness", "0", "--seed", "1"}).status, 0);
        const auto kept = readSongFile(path("varied.continuo").toStdString());
        QVERIFY(kept.ok());
        QVERIFY(textOf(kept->song).find("suggested") != std::string::npos);
        QVERIFY(run({"info", path("varied.continuo")}).output.contains(QStringLiteral(": a Continuo song\n")));
        const Ran left = run({"convert", path("varied.continuo"), "-o", path("left.mid")});
        QCOMPARE(left.status, 0);
        QVERIFY2((left.output + left.complaint).contains(QStringLiteral("A MIDI file does not hold that")), qPrintable(left.output + left.complaint));
    }

    void convertWritesScoresAndReadsThem()
    {
        for (const QString& name : {QStringLiteral("score.musicxml"), QStringLiteral("score.mxl")}) {
            const Ran written = run({"convert", path("song.mid"), "-o", path(name)});
            QCOMPARE(written.status, 0);
            QVERIFY2(written.output.contains(QStringLiteral("Kept: ")), qPrintable(written.output));
            QCOMPARE(run({"convert", path(name), "-o", path("back.mid")}).status, 0);
            QCOMPARE(textOf(readMidiFile(path("back.mid").toStdString())->song), textOf(songFromText(kSong)));
        }
    }

    void infoTellsTracksAsTheOptionsTakeThem()
    {
        const Ran ran = run({"info", path("song.mid"), "--json", path("info.json")});
        QCOMPARE(ran.status, 0);
        QVERIFY2(ran.output.contains(QStringLiteral("2  Bass")), qPrintable(ran.output));
        QVERIFY(contentOf(path("info.json")).contains("\"number\": 2"));
    }

    void serveAnswersAndEndsWithItsInput()
    {
        QProcess engine;
        engine.start(QStringLiteral(CONTINUO_CLI), {"serve"});
        QVERIFY(engine.waitForStarted());
        engine.write("{\"type\":\"ping\"}\nnonsense\n{\"type\":\"info\"}\n");
        QByteArray heard;
        while (heard.count("\"type\":\"info\"") == 0 && engine.waitForReadyRead(60'000))
            heard += engine.readAllStandardOutput();
        QVERIFY2(heard.startsWith("{\"type\":\"hello\",\"protocol\":1,"), heard.constData());
        QVERIFY(heard.contains("{\"type\":\"pong\"}\n"));
        QVERIFY(heard.contains("\"code\":\"usage\""));
        engine.closeWriteChannel();
        QVERIFY(engine.waitForFinished(60'000));
        QCOMPARE(engine.exitStatus(), QProcess::NormalExit);
        QCOMPARE(engine.exitCode(), 0);
    }

    void modelsOfOnesOwnAreFoundByTheirNames()
    {
        if (!hasModel())
            QSKIP("There is no model.");
        const QDir own(path("data/continuo/models"));
        QVERIFY(own.mkpath("."));
        QVERIFY(QFile::link(QStringLiteral(CONTINUO_SOURCE_DIR "/models/S"), own.filePath("my-style")));
        qputenv("XDG_DATA_HOME", path("data").toUtf8());
        const auto restored = qScopeGuard([] { qunsetenv("XDG_DATA_HOME"); });
        const QString out = path("mine.mid");
        QCOMPARE(run({"continue", path("song.mid"), "-o", out, "--bars", "1", "--model", "my-style"}).status, 0);
        const Ran unknown = run({"continue", path("song.mid"), "-o", out, "--bars", "1", "--model", "your-style"});
        QCOMPARE(unknown.status, 5);
        QVERIFY2(unknown.complaint.contains("'your-style'") && unknown.complaint.contains("my-style, S"), qPrintable(unknown.complaint));
    }

    void sameSeedGivesTheSameFile()
    {
        if (!hasModel())
            QSKIP("There is no model in models/.");
        const auto continued = [this](const char* seed, const char* name) {
            const Ran ran = run({"continue", path("song.mid"), "-o", path(name), "--bars", "4", "--seed", seed, "--device", "cpu"});
            if (ran.status != 0)
                qFatal("%s", qPrintable(ran.complaint));
            return contentOf(path(name));
        };
        const QByteArray first = continued("1", "one.mid");
        QCOMPARE(continued("1", "one-again.mid"), first);
        QVERIFY(continued("2", "two.mid") != first);
    }

    void everyTaskIsWrittenByTheModelInsideItsBars_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("continue") << QStringList{"continue", "--bars", "3"};
        QTest::newRow("continue in the middle") << QStringList{"continue", "--after", "1", "--bars", "2", "--tracks", "Melody"};
        QTest::newRow("harmonize") << QStringList{"harmonize", "--melody", "Melody", "--as", "satb"};
        QTest::newRow("harmonize with a bass") << QStringList{"harmonize", "--melody", "1", "--as", "bass", "--bars", "2-3"};
        QTest::newRow("vary") << QStringList{"vary", "--bars", "2-3", "--closeness", "0.7"};
        QTest::newRow("vary, rhythm kept") << QStringList{"vary", "--bars", "2-3", "--keep", "rhythm", "--tracks", "Melody"};
        QTest::newRow("infill") << QStringList{"infill", "--bars", "2", "--tracks", "Bass"};
        QTest::newRow("locked") << QStringList{"continue", "--bars", "2", "--key", "C major", "--lock-scale", "--range", "C2-C5", "--polyphony", "1"};
        QTest::newRow("greedy") << QStringList{"continue", "--bars", "2", "--greedy"};
        QTest::newRow("candidates") << QStringList{"continue", "--bars", "2", "--candidates", "3", "--temperature", "1.2", "--top-k", "20"};
    }

    void everyTaskIsWrittenByTheModelInsideItsBars()
    {
        if (!hasModel())
            QSKIP("There is no model in models/.");
        QFETCH(QStringList, words);
        words.insert(1, path("song.mid"));
        words << "-o" << path("written.mid") << "--json" << path("written.json");
        const Ran ran = run(words);
        QVERIFY2(ran.status == 0, qPrintable(ran.complaint)); // the program has checked its result itself
        QVERIFY(contentOf(path("written.json")).contains("\"probability\""));
        QVERIFY(readMidiFile(path("written.mid").toStdString()).ok());
        if (words.contains(QStringLiteral("3")) && words.contains(QStringLiteral("--candidates")))
            QVERIFY(contentOf(path("written-3.mid")) != contentOf(path("written-2.mid")));
    }

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_Program.moc"
