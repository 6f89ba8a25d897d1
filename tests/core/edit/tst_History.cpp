// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/History.h"

#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oldestStepsAreForgottenBeyondTheLimit()
    {
        History history(songFromText("C4 q"), {.steps = 2, .notes = 100});
        for (const char* text : {"D4 q", "E4 q", "F4 q"})
            history.push(text, songFromText(text), {});
        history.undo();
        history.undo();
        QVERIFY(!history.canUndo());
        QCOMPARE(textOf(history.current().song), "D4 q"s);
    }

    void stepsOfBigClipsAreForgottenSooner()
    {
        Song song = songFromText("A: C4 q | D4 q | E4 q | F4 q\nB: C4 q");
        History history(song, {.steps = 100, .notes = 10});
        for (int i = 0; i < 5; ++i) {
            Track changed = *songFromText("A: C4 q | D4 q | E4 q | F4 q").tracks[0];
            changed.name = "A" + std::to_string(i);
            song = withTrack(song, changed);
            history.push("big", song, {});
        }
        int steps = 0;
        for (; history.canUndo(); ++steps)
            history.undo();
        QCOMPARE(steps, 2); // four notes each; the other track is shared and costs nothing
    }

    void lastStepIsKeptHoweverBig()
    {
        History history(songFromText("C4 q | D4 q | E4 q"), {.steps = 100, .notes = 1});
        history.push("big", songFromText("G4 q"), {});
        QVERIFY(history.canUndo());
    }

    void everyVersionHasItsNumberAndUndoBringsItBack()
    {
        History history(songFromText("C4 q"));
        const std::uint64_t first = history.current().number;
        history.push("a", songFromText("D4 q"), {});
        const std::uint64_t second = history.current().number;
        history.undo();
        QCOMPARE(history.current().number, first);
        history.push("b", songFromText("D4 q"), {});
        QVERIFY(history.current().number != first);
        QVERIFY(history.current().number != second);
    }

    void namesFollowTheSteps()
    {
        History history{Song{}};
        QCOMPARE(history.undoName(), ""s);
        history.push("Draw", songFromText("C4 q"), {});
        QCOMPARE(history.undoName(), "Draw"s);
        history.undo();
        QCOMPARE(history.redoName(), "Draw"s);
        QCOMPARE(history.undoName(), ""s);
    }

    void runKeepsTheNameOfItsFirstEdit()
    {
        History history(songFromText("C4 q"));
        history.push("first", songFromText("D4 q"), "key");
        history.push("second", songFromText("E4 q"), "key");
        QCOMPARE(history.undoName(), "first"s);
        history.undo();
        QCOMPARE(textOf(history.current().song), "C4 q"s);
    }
};

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_History.moc"
