// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/NoteSentence.h"
#include "ui/WindowBench.h"

#include <QLabel>

using namespace continuo;
using namespace continuo::ui;

namespace {

QString said(WindowBench& bench)
{
    return bench.window.findChild<QLabel*>(QStringLiteral("place"))->text();
}

} // namespace

class tst_CaretMode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMelodyIsWrittenWithTheKeyboardAlone()
    {
        WindowBench bench;
        EditorState& state = bench.window.desk().state;
        state.setSnapGrid({1, 4});
        const std::string before = bench.text();
        bench.key(Qt::Key_Return);
        QCOMPARE(said(bench), QStringLiteral("C4, bar 1 beat 1, empty"));
        bench.key(Qt::Key_Return);
        QCOMPARE(said(bench), QStringLiteral("C4, bar 1 beat 1, quarter, velocity 80"));
        bench.key(Qt::Key_Right);
        bench.key(Qt::Key_Up);
        bench.key(Qt::Key_Up);
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_2, Qt::AltModifier);
        bench.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(said(bench), QStringLiteral("D4, bar 1 beat 4, empty"));
        bench.key(Qt::Key_Return);
        QVERIFY2(bench.text().ends_with("C4 q | D4 h | D4 h"), bench.text().c_str());
        for (int i = 0; i < 4; ++i)
            bench.document.undo();
        QCOMPARE(bench.text(), before);
    }

    void returnRemovesTheNoteThatIsThere()
    {
        WindowBench bench(songFromText("Melody: C4 q | D4 q"));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: D4 q @1");
        QCOMPARE(said(bench), QStringLiteral("C4 removed"));
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | D4 q");
    }

    void arrowsWalkNotesAndChords()
    {
        WindowBench bench(songFromText("Melody: C4+E4+G4 h | D4+F4 q @3"));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Up, Qt::AltModifier);
        QVERIFY2(said(bench).startsWith(QStringLiteral("E4, bar 1 beat 1, half")), qPrintable(said(bench)));
        bench.key(Qt::Key_Up, Qt::AltModifier);
        bench.key(Qt::Key_Up, Qt::AltModifier);
        QVERIFY2(said(bench).startsWith(QStringLiteral("G4")), qPrintable(said(bench)));
        bench.key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY2(said(bench).startsWith(QStringLiteral("F4, bar 1 beat 4")), qPrintable(said(bench)));
        bench.key(Qt::Key_Down, Qt::AltModifier);
        QVERIFY2(said(bench).startsWith(QStringLiteral("D4")), qPrintable(said(bench)));
        bench.key(Qt::Key_Left, Qt::ControlModifier);
        QVERIFY2(said(bench).startsWith(QStringLiteral("C4")), qPrintable(said(bench)));
        QCOMPARE(bench.window.desk().state.selection().count(), std::size_t(1));
        QVERIFY(!bench.document.canUndo());
    }

    void aStepStopsAtANoteThatIsOffTheGrid()
    {
        WindowBench bench(songFromText("Melody: C4 q @1000t"));
        bench.window.desk().state.setSnapGrid({1, 4});
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Right);
        QVERIFY2(said(bench).startsWith(QStringLiteral("C4, bar 1 beat 1.016, quarter")), qPrintable(said(bench)));
        bench.key(Qt::Key_Right);
        QCOMPARE(bench.window.desk().caret.caret()->at, kTicksPerQuarter);
        bench.key(Qt::Key_Left);
        bench.key(Qt::Key_Left);
        QCOMPARE(said(bench), QStringLiteral("C4, bar 1 beat 1, empty"));
    }

    void shiftSelectsWhatLiesBetween()
    {
        WindowBench bench(songFromText("Melody: C4+E4 q | D4 q | F4 q | G4 q"));
        EditorState& state = bench.window.desk().state;
        state.setSnapGrid({1, 4});
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Right, Qt::ShiftModifier);
        bench.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(state.selection().count(), std::size_t(4));
        QCOMPARE(said(bench), QStringLiteral("4 notes selected"));
        bench.key(Qt::Key_Delete);
        QCOMPARE(bench.text(), "Melody: G4 q @3");
    }

    void commandsWorkOnTheNoteAtTheCaretAndEscapeEndsIt()
    {
        WindowBench bench(songFromText("Melody: C4 q | D4 q"));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q v81 | D4 q");
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.window.desk().caret.caret());
        QCOMPARE(said(bench), QStringLiteral("Caret off"));
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.text(), "Melody: C#4 q v81 | D4 q");
    }

    void returnAcceptsASuggestionFirst()
    {
        WindowBench bench(songFromText("Melody: C4 w"));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 72)});
        bench.service.finish();
        QTest::qWait(1);
        bench.roll().setFocus();
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: C4 w | C5 q suggested");
    }

    void lengthsAndPlacesAreSaidAsMusiciansDo()
    {
        const Song song = songFromText("C4 q");
        QCOMPARE(lengthSentence(kTicksPerQuarter * 3), QStringLiteral("dotted half"));
        QCOMPARE(lengthSentence(kTicksPerQuarter / 3), QStringLiteral("eighth triplet"));
        QCOMPARE(lengthSentence(kTicksPerQuarter * 5 / 4), QStringLiteral("1.25 quarters"));
        QCOMPARE(placeSentence(song, kTicksPerQuarter * 9 / 2), QStringLiteral("bar 2 beat 1.5"));
    }
};

QTEST_MAIN(tst_CaretMode)
#include "tst_CaretMode.moc"
