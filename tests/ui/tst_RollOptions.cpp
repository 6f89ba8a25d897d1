// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/PitchText.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"

#include <QLineEdit>
#include <QSlider>
#include <QStatusBar>
#include <QTemporaryDir>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr const char* kTune = "Melody: A4 q | B4 q | C5 q | D5 q | E5 h | A4 q | G#4 q | A4 h | C5 q | E5 q | A4 w";

QString status(WindowBench& bench)
{
    return bench.window.statusBar()->currentMessage();
}

} // namespace

/// How the roll looks and answers, in the window.
class tst_RollOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }
    void init()
    {
        keptSettings().clear();
        setMiddleC(4);
    }

    void optionsAreKept()
    {
        RollOptions chosen;
        chosen.labels = RollOptions::Labels::Solfege;
        chosen.fold = RollOptions::Fold::Scale;
        chosen.autoScroll = RollOptions::AutoScroll::Off;
        chosen.doubleClickEdits = false;
        chosen.middleC = 3;
        {
            WindowBench bench;
            bench.window.desk().state.setOptions(chosen);
        }
        WindowBench bench;
        QVERIFY(bench.window.desk().state.options() == chosen);
    }

    void whatCannotBeReadIsTheDefault()
    {
        keptSettings().setValue(QStringLiteral("roll/labels"), 99);
        keptSettings().setValue(QStringLiteral("roll/fold"), QStringLiteral("everything"));
        keptSettings().setValue(QStringLiteral("roll/middleC"), 2);
        QVERIFY(keptRollOptions() == RollOptions());
    }

    void everyOptionHasACommandThatTurnsItOnAndOff()
    {
        using enum Command;
        WindowBench bench(songFromText(kTune));
        const std::string before = bench.text();
        for (const Command command : {FoldToUsed, FoldToScale, ColourDegrees, MiddleC3, MoveOntoLines, RightErases, Command::DoubleClick}) {
            const RollOptions first = bench.window.desk().state.options();
            QAction& action = bench.window.action(command);
            const bool wasOn = action.isChecked();
            action.trigger();
            QVERIFY2(action.isChecked() != wasOn, qPrintable(action.text()));
            QVERIFY2(!(bench.window.desk().state.options() == first), qPrintable(action.text()));
            action.trigger();
            QVERIFY2(bench.window.desk().state.options() == first, qPrintable(action.text()));
        }
        for (const Command command : {LabelDegrees, LabelSolfege, LabelPitches}) {
            bench.window.action(command).trigger();
            QVERIFY(bench.window.action(command).isChecked());
        }
        QCOMPARE(bench.text(), before);
        QVERIFY(!bench.document.canUndo());
    }

    void theKeyFGoesThroughTheWaysOfFollowing()
    {
        WindowBench bench(songFromText(kTune));
        std::vector<RollOptions::AutoScroll> seen;
        for (int i = 0; i < 3; ++i) {
            seen.push_back(bench.window.desk().state.options().autoScroll);
            bench.key(Qt::Key_F);
            QVERIFY(!status(bench).isEmpty());
        }
        using enum RollOptions::AutoScroll;
        QVERIFY((seen == std::vector{Page, Smooth, Off}));
        QVERIFY(bench.window.desk().state.options().autoScroll == Page);
    }

    void inAFoldedViewTheCaretGoesFromRowToRow()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q | C5 q"));
        bench.window.action(Command::FoldToUsed).trigger();
        QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(0.5, "C4"));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.window.desk().caret.caret()->pitch, *parsePitch("E4"));
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.window.desk().caret.caret()->pitch, *parsePitch("C5"));
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: C4 q | C5 q @0 | E4 q | C5 q");
    }

    void middleCIsWrittenAndReadAsChosen()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.window.action(Command::MiddleC3).trigger();
        bench.key(Qt::Key_A, Qt::ControlModifier);
        auto* pitch = bench.window.findChild<QLineEdit*>(QStringLiteral("infoPitch"));
        QCOMPARE(pitch->text(), QStringLiteral("C3"));
        pitch->setFocus();
        pitch->selectAll();
        QTest::keyClicks(pitch, QStringLiteral("E3"));
        QTest::keyClick(pitch, Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: E4 q");
    }

    void pitchesReadBackAsTheyAreWritten()
    {
        for (const int octave : {3, 4}) {
            setMiddleC(octave);
            QCOMPARE(pitchText(Pitch(60)), QStringLiteral("C%1").arg(octave));
            for (int number = 0; number < 128; ++number)
                for (const Accidentals each : {Accidentals::Sharps, Accidentals::Flats})
                    QCOMPARE(pitchOfText(pitchText(Pitch(number), each)), std::optional(Pitch(number)));
            QCOMPARE(pitchOfText(QStringLiteral("60")), std::optional(Pitch(60)));
            QVERIFY(!pitchOfText(QStringLiteral("H4")));
        }
    }

    void pitchesAreWrittenInTheKeyOfTheirTime()
    {
        Song song = songFromText(kTune);
        QCOMPARE(pitchText(Pitch(70), song, Tick(0)), QStringLiteral("A#4"));
        song.keys = {{Tick(0), *parseKey("F major")}, {kTicksPerQuarter * 8, *parseKey("D major")}};
        QCOMPARE(pitchText(Pitch(70), song, Tick(0)), QStringLiteral("Bb4"));
        QCOMPARE(pitchText(Pitch(70), song, Tick(-1)), QStringLiteral("Bb4"));
        QCOMPARE(pitchText(Pitch(70), song, kTicksPerQuarter * 8), QStringLiteral("A#4"));
    }

    void theKeyThatSoundsIsOfferedAndWritten()
    {
        WindowBench bench(songFromText(kTune));
        const std::string before = bench.text();
        KeyHint& hint = bench.window.desk().view.keyHint();
        hint.listen();
        QVERIFY(hint.isVisible());
        QCOMPARE(hint.hint(), std::optional(KeySignature{0, Mode::Minor}));
        QCOMPARE(hint.text(), QStringLiteral("Am?"));
        QTest::mouseClick(&hint, Qt::LeftButton);
        QCOMPARE(bench.document.song().keyAt(Tick(0)), std::optional(KeySignature{0, Mode::Minor}));
        QVERIFY(!hint.isVisible());
        bench.document.undo();
        hint.listen();
        QVERIFY(hint.isVisible());
        QTest::qWait(1);
        bench.window.action(Command::AdoptKey).trigger();
        QCOMPARE(bench.document.song().keyAt(Tick(0)), std::optional(KeySignature{0, Mode::Minor}));
        bench.document.undo();
        QCOMPARE(bench.text(), before);
    }

    void aFewNotesAreInNoKeyYet()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q | G4 q"));
        bench.window.desk().view.keyHint().listen();
        QVERIFY(!bench.window.desk().view.keyHint().isVisible());
        QVERIFY(!bench.window.action(Command::AdoptKey).isEnabled());
    }

    void whatCannotMoveIsSaid()
    {
        WindowBench bench(songFromText("Melody: C4 q | G9 q"));
        const std::string before = bench.text();
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_Up);
        QCOMPARE(status(bench), QStringLiteral("Nothing moved: a note would leave the range from C-1 to G9."));
        bench.key(Qt::Key_Left);
        QCOMPARE(status(bench), QStringLiteral("Nothing moved: a note would begin before the song."));
        QCOMPARE(bench.text(), before);
        QVERIFY(!bench.document.canUndo());
    }

    void pastingWhatIsThereIsSaid()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q"));
        const std::string before = bench.text();
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_C, Qt::ControlModifier);
        bench.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(status(bench), QStringLiteral("All of these notes were there already, so the song sounds as before."));
        QCOMPARE(bench.text(), before);
        bench.window.desk().playback.seek(kTicksPerQuarter * 8);
        bench.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q | C4 q @8 | E4 q");
    }

    void keysMoveByTheGridAlsoWhileSnappingIsOff()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.window.desk().state.setSnapGrid({1, 4});
        bench.key(Qt::Key_S);
        QVERIFY(bench.window.desk().state.snapGrid().isOff());
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_Right);
        QCOMPARE(bench.text(), "Melody: C4 q @1");
        bench.key(Qt::Key_S);
        QCOMPARE(bench.window.desk().state.snapGrid().name(), std::string("1/4"));
    }

    void keysMoveOntoLinesWhereTheOptionsSaySo()
    {
        WindowBench bench(songFromText("Melody: C4 q @1000t"));
        bench.window.desk().state.setSnapGrid({1, 4});
        bench.window.action(Command::MoveOntoLines).trigger();
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_Right);
        QCOMPARE(bench.text(), "Melody: C4 q @1");
        bench.key(Qt::Key_Left);
        QCOMPARE(bench.text(), "Melody: C4 q");
    }

    void gridKindsAreTurnedOnAndOff()
    {
        WindowBench bench;
        EditorState& state = bench.window.desk().state;
        state.setSnapGrid({1, 16});
        bench.key(Qt::Key_T, Qt::ShiftModifier);
        QCOMPARE(state.snapGrid().name(), std::string("1/16 quintuplet"));
        bench.key(Qt::Key_T);
        QCOMPARE(state.snapGrid().name(), std::string("1/16 triplet"));
        bench.key(Qt::Key_BracketLeft);
        QCOMPARE(state.snapGrid().name(), std::string("1/8 triplet"));
        bench.key(Qt::Key_T);
        QCOMPARE(state.snapGrid().name(), std::string("1/8"));
    }

    void aSliderOfATrackIsOneStep()
    {
        WindowBench bench(songFromText("Melody: C4 q\nBass: C3 q"));
        auto* volume = bench.window.findChild<QSlider*>(QStringLiteral("volume"));
        volume->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(volume, Qt::Key_PageDown);
        QCOMPARE(bench.document.song().tracks.front()->volume, 0.7);
        QCOMPARE(bench.document.song().tracks.back()->volume, 1.0);
        QCOMPARE(volume->accessibleName(), QStringLiteral("Volume of Melody"));
        auto* pan = bench.window.findChild<QSlider*>(QStringLiteral("pan"));
        QTest::keyClick(pan, Qt::Key_Right);
        QCOMPARE(bench.document.song().tracks.front()->pan, 0.01);
        QCOMPARE(pan->accessibleName(), QStringLiteral("Pan of Melody, R1"));
        bench.document.undo();
        bench.document.undo();
        QCOMPARE(bench.document.song().tracks.front()->volume, 1.0);
        QVERIFY(!bench.document.canUndo());
        QTest::mouseDClick(volume, Qt::LeftButton, {}, {3, 9});
        QCOMPARE(volume->value(), 100);
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_RollOptions)
#include "tst_RollOptions.moc"
