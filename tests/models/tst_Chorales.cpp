// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Chorales.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;

class tst_Chorales : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    Result<ChoraleSplits> read(const char* json)
    {
        QFile file(folder_.filePath("chorales.json"));
        if (!file.open(QIODevice::WriteOnly) || file.write(json) < 0)
            return Error{ErrorCode::Output, "The test could not write its file."};
        file.close();
        return readChorales(file.fileName().toStdString());
    }

private Q_SLOTS:
    void splitsAreReadByName()
    {
        const auto splits = read(R"({"train": [[[72, 67, 64, 48], [72, 67, 64, -1]]], "test": [[], [[1, 2, 3, 4]]]})");
        QVERIFY(splits.ok());
        QCOMPARE(splits->train.size(), 1u);
        QCOMPARE(splits->train[0], (Chorale{{72, 67, 64, 48}, {72, 67, 64, kRest}}));
        QVERIFY(splits->valid.empty());
        QCOMPARE(splits->named("test").size(), 2u);
        QVERIFY(splits->named("other").empty());
    }

    void whatIsNoChoraleIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("not JSON") << QByteArray("{\"train\": [");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("no chorales") << QByteArray("{\"train\": []}");
        QTest::newRow("three voices") << QByteArray("{\"train\": [[[60, 60, 60]]]}");
        QTest::newRow("pitch too high") << QByteArray("{\"train\": [[[60, 60, 60, 128]]]}");
        QTest::newRow("pitch too low") << QByteArray("{\"train\": [[[60, 60, 60, -2]]]}");
        QTest::newRow("half a pitch") << QByteArray("{\"train\": [[[60, 60, 60, 59.5]]]}");
        QTest::newRow("a word") << QByteArray("{\"train\": [\"G major\"]}");
    }
    void whatIsNoChoraleIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto splits = read(json.constData());
        QVERIFY(!splits.ok());
        QCOMPARE(splits.error().code, ErrorCode::Input);
        QVERIFY(splits.error().message.find("chorales.json") != std::string::npos);
    }

    void aMissingFileIsNamed()
    {
        const auto splits = readChorales("no-such-file.json");
        QVERIFY(!splits.ok());
        QVERIFY(splits.error().message.find("no-such-file.json") != std::string::npos);
    }

    void repeatsOfAPitchBecomeOneNote()
    {
        const Song song = choraleSong({{72, 67, 64, 48}, {72, 67, 62, -1}, {74, 67, 64, -1}, {74, 67, 64, 48}});
        QCOMPARE(song.tracks.size(), 4u);
        QCOMPARE(song.tracks[0]->name, std::string("Soprano"));
        QCOMPARE(song.tracks[3]->channel, 3);
        const Tick step = kTicksPerQuarter / 4;

        const auto soprano = notesInSongTime(*song.tracks[0]);
        QCOMPARE(soprano.size(), 2u);
        QVERIFY(soprano[0].length == step * 2);
        QVERIFY(soprano[1].start == step * 2 && soprano[1].pitch == Pitch(74));
        QCOMPARE(song.tracks[1]->noteCount(), 1u);
        QCOMPARE(song.tracks[2]->noteCount(), 3u);

        const auto bass = notesInSongTime(*song.tracks[3]);
        QCOMPARE(bass.size(), 2u);
        QVERIFY(bass[0].start == Tick(0) && bass[0].length == step);
        QVERIFY(bass[1].start == step * 3 && bass[1].end() == step * 4);
    }

    /// Counted independently on the same file.
    void theBenchmarkHasItsKnownSize()
    {
        const QString path = CONTINUO_SOURCE_DIR "/../shared/benchmarks/jsb-chorales-16th.json";
        if (!QFile::exists(path))
            QSKIP("The chorale benchmark is not beside this checkout.");
        const auto splits = readChorales(path.toStdString());
        QVERIFY(splits.ok());
        QCOMPARE(splits->train.size(), 229u);
        QCOMPARE(splits->valid.size(), 76u);
        std::size_t steps = 0, notes = 0;
        for (const Chorale& chorale : splits->valid) {
            steps += chorale.size();
            notes += choraleSong(chorale).noteCount();
        }
        QCOMPARE(4 * steps, 73'632u);
        QCOMPARE(notes, 15'897u);
    }
};

QTEST_APPLESS_MAIN(tst_Chorales)
#include "tst_Chorales.moc"
