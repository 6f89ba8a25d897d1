// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/InfoLine.h"
#include "ui/pianoroll/NoteNumbers.h"

#include <QLabel>
#include <QLineEdit>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

struct Bench {
    explicit Bench(const char* text) : document(songFromText(text)), bridge(document), line(bridge, state)
    {
        const TrackId track = document.song().tracks.front()->id;
        state.setActiveTrack(track);
        state.setSelection(notesWithin(document.song(), std::span(&track, 1), {Tick(0), kTicksPerQuarter * 100}));
        line.show();
    }

    QLineEdit& field(const char* name) { return *line.findChild<QLineEdit*>(QStringLiteral("info") + QLatin1String(name)); }
    QString reason() { return line.findChild<QLabel*>(QStringLiteral("infoReason"))->text(); }
    void type(const char* name, const char* text)
    {
        field(name).selectAll();
        QTest::keyClicks(&field(name), QString::fromLatin1(text));
        QTest::keyClick(&field(name), Qt::Key_Return);
    }
    std::string text() const { return textOf(document.song()); }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    InfoLine line;
};

} // namespace

class tst_InfoLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstOfTheSelectedNotesIsShown()
    {
        Bench bench("Melody: E4 q @5 | C4 h");
        QCOMPARE(bench.field("Start").text(), QStringLiteral("2.2.0"));
        QCOMPARE(bench.field("End").text(), QStringLiteral("2.3.0"));
        QCOMPARE(bench.field("Length").text(), QStringLiteral("1"));
        QCOMPARE(bench.field("Pitch").text(), QStringLiteral("E4"));
        QCOMPARE(bench.field("Velocity").text(), QStringLiteral("80"));
        QCOMPARE(bench.field("Channel").text(), QStringLiteral("1"));
    }

    void whatIsTypedHoldsForAllOfThem()
    {
        Bench bench("Melody: C4 q | D4 q");
        bench.type("Start", "1.2");
        QCOMPARE(bench.text(), "Melody: C4 q @1 | D4 q");
        bench.type("Pitch", "E4");
        QCOMPARE(bench.text(), "Melody: E4 q @1 | F#4 q");
        bench.type("Length", "0.5");
        QCOMPARE(bench.text(), "Melody: E4 e @1 | F#4 e @2");
        bench.type("End", "1.3");
        QCOMPARE(bench.text(), "Melody: E4 q @1 | F#4 q");
        bench.type("Velocity", "100");
        QCOMPARE(bench.text(), "Melody: E4 q @1 v100 | F#4 q v100");
        bench.type("Channel", "5");
        QCOMPARE(bench.document.song().tracks.front()->channel, 4);
        for (int steps = 6; steps > 0; --steps)
            bench.document.undo();
        QCOMPARE(bench.text(), "Melody: C4 q | D4 q");
        QVERIFY(!bench.document.canUndo());
    }

    void aNumberThatPutsNotesOntoOthersShortensThemAndSaysSo()
    {
        Bench bench("Melody: C4 h | E4 q");
        bench.state.setSelection(Selection({{TrackId(1), NoteId(4)}}));
        bench.type("Pitch", "C4");
        bench.type("Start", "1.2");
        QCOMPARE(bench.text(), "Melody: C4 q | C4 q");
        QVERIFY(!bench.reason().isEmpty());
    }

    void badValuesAreRefusedInPlaceWithAReason_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::newRow("bar 0") << "Start" << "0.1.0";
        QTest::newRow("beat beyond the bar") << "Start" << "1.5.0";
        QTest::newRow("words") << "Start" << "soon";
        QTest::newRow("end before start") << "End" << "1.1.0";
        QTest::newRow("no length") << "Length" << "0";
        QTest::newRow("no pitch") << "Pitch" << "H9";
        QTest::newRow("pitch too high") << "Pitch" << "128";
        QTest::newRow("silent") << "Velocity" << "0";
        QTest::newRow("too loud") << "Velocity" << "128";
        QTest::newRow("channel 17") << "Channel" << "17";
    }

    void badValuesAreRefusedInPlaceWithAReason()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        Bench bench("Melody: C4 q | D4 q");
        const QString before = bench.field(qPrintable(field)).text();
        bench.type(qPrintable(field), qPrintable(typed));
        QCOMPARE(bench.text(), "Melody: C4 q | D4 q");
        QVERIFY(!bench.document.canUndo());
        QVERIFY(!bench.reason().isEmpty());
        QCOMPARE(bench.field(qPrintable(field)).text(), before);
    }

    void withoutASelectionThereIsNothingToType()
    {
        Bench bench("Melody: C4 q");
        bench.state.setSelection({});
        QVERIFY(!bench.field("Start").isEnabled());
        QCOMPARE(bench.field("Pitch").text(), QString());
    }

    void positionsAreReadAsTheyAreWritten()
    {
        const MeterMap meters(std::vector<MeterChange>{{Tick(0), {3, 4}}, {kTicksPerQuarter * 6, {6, 8}}});
        for (int i = 0; i < 2000; ++i) {
            const Tick at(kTicksPerQuarter.value / 960 * 137 * i);
            const auto read = parsePosition(meters, positionText(meters, at));
            QVERIFY(read);
            QCOMPARE(*read, at);
        }
    }
};

QTEST_MAIN(tst_InfoLine)
#include "tst_InfoLine.moc"
