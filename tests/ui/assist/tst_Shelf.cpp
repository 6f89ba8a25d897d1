// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/EditCheck.h"
#include "support/QtText.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"
#include "ui/assist/GhostTips.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStatusBar>
#include <QTemporaryDir>

#include <cmath>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr const char* kScale = "Melody: C4 q | D4 q | E4 q | F4 q";

/// The window with suggestions on the shelf, which has the focus.
struct ShelfBench : WindowBench {
    explicit ShelfBench(int candidates = 3) : WindowBench(songFromText(kScale))
    {
        key(Qt::Key_C);
        for (int i = 0; i < candidates; ++i)
            service.sayCandidate(i, {service.note(0, 60 + i), service.note(4, 72 + i)});
        service.finish();
        QTest::qWait(1);
    }
    QListWidget& shelf() { return *window.findChild<QListWidget*>(QStringLiteral("shelf")); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&shelf(), key, modifiers);
        QTest::qWait(1);
    }
    SuggestionController& suggestions() { return window.desk().suggestions; }
    template <typename Widget>
    Widget* child(const char* name) { return window.findChild<Widget*>(QLatin1String(name)); }
};

} // namespace

class tst_Shelf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }
    void init() { keptSettings().clear(); }

    void askingMovesTheFocusToTheShelf()
    {
        ShelfBench bench;
        QVERIFY(bench.shelf().hasFocus());
        QCOMPARE(bench.shelf().count(), 3);
        QCOMPARE(bench.shelf().item(0)->text(), QStringLiteral("1   2 notes, C4–C5"));
    }

    void chordsOfTheSongWithTheCandidateStandBelow()
    {
        WindowBench bench(songFromText("Piano: C4+E4+G4 h | F4+A4+C5 h"));
        bench.key(Qt::Key_C);
        const auto note = [&](int quarter, int pitch) {
            SuggestedNote made = bench.service.note(quarter, pitch);
            made.note.length = kTicksPerQuarter * 4;
            return made;
        };
        bench.service.sayCandidate(0, {note(0, 60), note(0, 64), note(0, 67), note(8, 55), note(8, 59), note(8, 62)});
        bench.service.finish();
        auto* shelf = bench.window.findChild<QListWidget*>(QStringLiteral("shelf"));
        QCOMPARE(shelf->item(0)->text(), QStringLiteral("1   6 notes, G3–G4\n      C | N.C. | G | N.C."));
        QCOMPARE(shelf->item(0)->toolTip(), QStringLiteral("C | N.C. | G | N.C."));
    }

    void rowsFollowWhatIsDroppedAndHowPitchesAreWritten()
    {
        ShelfBench bench;
        const auto text = [&](int row) { return bench.shelf().item(row)->text(); };
        QCOMPARE(text(0), QStringLiteral("1   2 notes, C4–C5"));
        bench.press(Qt::Key_Delete);
        QCOMPARE(text(0), QStringLiteral("1   2 notes, C#4–C#5"));
        RollOptions options = bench.window.desk().state.options();
        options.middleC = 3;
        bench.window.desk().state.setOptions(options);
        QCOMPARE(text(0), QStringLiteral("1   2 notes, C#3–C#4"));
        options.middleC = 4;
        bench.window.desk().state.setOptions(options);
        QCOMPARE(text(1), QStringLiteral("2   2 notes, D4–D5"));
    }

    void theWholeSongIsShownWithTheCandidate()
    {
        ShelfBench bench;
        bench.window.action(Command::ZoomAll).trigger();
        const Range<Tick> shown = bench.roll().geometry().visibleTicks();
        QVERIFY(shown.begin <= Tick(0));
        QVERIFY(shown.end >= bench.suggestions().shown()->notes.back().note.end());
    }

    /// A piano far below the melody is seen beside it, and what was seen before is again when it is dropped.
    void pitchesOfACandidateComeIntoViewAndGoAgain()
    {
        for (const Qt::Key end : {Qt::Key_Escape, Qt::Key_Return}) {
            WindowBench bench(songFromText(kScale));
            const RollGeometry before = bench.roll().geometry();
            bench.key(Qt::Key_A);
            bench.service.sayCandidate(0, {bench.service.note(0, 26), bench.service.note(4, 40)});
            bench.service.sayCandidate(1, {bench.service.note(0, 60)});
            QVERIFY(bench.roll().geometry().lowestVisible() <= Pitch(26));
            QVERIFY(bench.roll().geometry().highestVisible() >= Pitch(65));
            const RollGeometry during = bench.roll().geometry();
            bench.service.finish();
            QTest::keyClick(bench.window.findChild<QListWidget*>(QStringLiteral("shelf")), end);
            const RollGeometry& then = end == Qt::Key_Escape ? before : during;
            QCOMPARE(bench.roll().geometry().scrollY(), then.scrollY());
            QCOMPARE(bench.roll().geometry().rowHeight(), then.rowHeight());
            QVERIFY(before.scrollY() != during.scrollY() || before.rowHeight() != during.rowHeight());
        }
    }

    void aViewThatWasMovedMeanwhileStays()
    {
        ShelfBench bench(0);
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 26)});
        bench.service.finish();
        bench.roll().scrollByHand(0, bench.roll().geometry().scrollY() - 50);
        const double moved = bench.roll().geometry().scrollY();
        bench.suggestions().leave();
        QCOMPARE(bench.roll().geometry().scrollY(), moved);
    }

    void theStyleOfACandidateStandsBeforeIt()
    {
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_C);
        bench.service.style = "art song";
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.finish();
        QCOMPARE(bench.window.findChild<QListWidget*>(QStringLiteral("shelf"))->item(0)->text(), QStringLiteral("1   Art song: 1 note, C4"));
    }

    void theRulerNamesTheChordsOfTheCandidateOnShow()
    {
        WindowBench bench(songFromText("Piano: C4+E4+G4 h | F4+A4+C5 h"));
        auto& ruler = bench.window.desk().view.ruler();
        const auto picture = [&] { return ruler.grab().toImage(); };
        bench.key(Qt::Key_C);
        const auto chord = [&](int candidate, std::initializer_list<int> pitches) {
            std::vector<SuggestedNote> notes;
            for (const int pitch : pitches)
                notes.push_back(bench.service.note(0, pitch));
            bench.service.sayCandidate(candidate, notes);
        };
        const QImage none = picture();
        chord(0, {60, 64, 67});
        chord(1, {55, 59, 62});
        bench.service.finish();
        const QImage first = picture();
        QVERIFY(first != none);
        bench.window.desk().suggestions.show(1);
        QVERIFY(picture() != first);
        bench.window.desk().suggestions.show(0);
        QCOMPARE(picture(), first);
        bench.key(Qt::Key_Escape);
        QCOMPARE(picture(), none);
    }

    void theFiveKeysAsk_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("task");
        QTest::newRow("continue") << int(Qt::Key_C) << int(Task::Continue);
        QTest::newRow("harmonize") << int(Qt::Key_H) << int(Task::Harmonize);
        QTest::newRow("vary") << int(Qt::Key_V) << int(Task::Vary);
        QTest::newRow("infill") << int(Qt::Key_I) << int(Task::Infill);
        QTest::newRow("accompany") << int(Qt::Key_A) << int(Task::Harmonize);
    }

    void theFiveKeysAsk()
    {
        QFETCH(int, key);
        QFETCH(int, task);
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(static_cast<Qt::Key>(key));
        QCOMPARE(bench.service.requests, 1);
        QCOMPARE(int(bench.service.asked.task), task);
    }

    void numbersAndArrowsChooseCandidates()
    {
        ShelfBench bench;
        bench.press(Qt::Key_3);
        QCOMPARE(bench.suggestions().shownIndex(), 2);
        bench.press(Qt::Key_Up);
        QCOMPARE(bench.suggestions().shownIndex(), 1);
        bench.press(Qt::Key_Down);
        QCOMPARE(bench.suggestions().shownIndex(), 2);
    }

    void enterAcceptsAsOneStep()
    {
        ShelfBench bench;
        const std::string before = bench.text();
        bench.press(Qt::Key_2);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.text(), std::string("Melody: C4 q | D4 q | E4 q | F4 q | C#4 q suggested | C#5 q @8 suggested"));
        QVERIFY(bench.window.action(Command::Undo).text().contains(QStringLiteral("Accept continuation")));
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.text(), before);
    }

    void shiftEnterAcceptsTheChosenBar()
    {
        ShelfBench bench;
        bench.press(Qt::Key_Right);
        QVERIFY2(bench.window.statusBar()->currentMessage().startsWith(QStringLiteral("bar 3")), qPrintable(bench.window.statusBar()->currentMessage()));
        bench.press(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(bench.text(), std::string("Melody: C4 q | D4 q | E4 q | F4 q | C5 q @8 suggested"));
        QCOMPARE(bench.document.undoName(), std::string("Accept bar 3 of continuation"));
        QCOMPARE(bench.suggestions().shown()->notes.size(), std::size_t(1));
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.document.song().noteCount(), std::size_t(6));
    }

    void deleteRejectsOneEscapeLeavesAll()
    {
        ShelfBench bench;
        const std::string before = bench.text();
        bench.press(Qt::Key_Delete);
        QCOMPARE(bench.shelf().count(), 2);
        QVERIFY(bench.shelf().hasFocus());
        bench.press(Qt::Key_Escape);
        QVERIFY(bench.suggestions().shown() == nullptr);
        QVERIFY(bench.roll().hasFocus());
        QCOMPARE(bench.text(), before);
        bench.key(Qt::Key_R, Qt::ShiftModifier);
        QCOMPARE(bench.shelf().count(), 3);
    }

    void rAsksAgain()
    {
        ShelfBench bench;
        const std::uint64_t seed = bench.service.asked.sampling.seed;
        bench.press(Qt::Key_R);
        QCOMPARE(bench.service.asked.sampling.seed, seed + 1);
        QVERIFY(bench.service.isAtWork());
    }

    void spacePlaysTheSuggestionWithTheBarBefore()
    {
        ShelfBench bench;
        bench.window.desk().playback.seek(kTicksPerQuarter * 100);
        bench.press(Qt::Key_Space);
        QVERIFY(bench.window.desk().playback.isPlaying());
        QCOMPARE(bench.window.desk().playback.position(), Tick(0));
        bench.press(Qt::Key_Space);
        QVERIFY(!bench.window.desk().playback.isPlaying());
        bench.window.desk().playback.seek(kTicksPerQuarter * 5);
        bench.press(Qt::Key_Space);
        QCOMPARE(bench.window.desk().playback.position(), kTicksPerQuarter * 5);
        bench.press(Qt::Key_Space);
    }

    void dShowsTheDifferencesAsText()
    {
        WindowBench bench(songFromText("Melody: C4 q | D4 q | E4 q | F4 q"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_V);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(1, 64), bench.service.note(2, 64)});
        bench.service.finish();
        QTest::qWait(1);
        auto* list = bench.window.findChild<QListWidget*>(QStringLiteral("differences"));
        QVERIFY(list->isHidden());
        const QImage before = bench.roll().grab().toImage();
        QTest::keyClick(bench.window.findChild<QListWidget*>(QStringLiteral("shelf")), Qt::Key_D);
        QTest::qWait(1);
        QVERIFY(!list->isHidden());
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->item(0)->text(), QStringLiteral("bar 1 beat 2: D4 becomes E4"));
        QCOMPARE(list->item(1)->text(), QStringLiteral("bar 1 beat 4: F4, quarter, is taken away"));
        QCOMPARE(bench.window.findChild<QLabel*>(QStringLiteral("differencesSummary"))->text(),
                 QStringLiteral("Beside what was there: 2 as they were, 1 of another pitch, 1 taken away."));
        QVERIFY(bench.roll().grab().toImage() != before);
        QTest::keyClick(bench.window.findChild<QListWidget*>(QStringLiteral("shelf")), Qt::Key_D);
        QTest::qWait(1);
        QVERIFY(list->isHidden());
    }

    void wSaysWhy()
    {
        ShelfBench bench(1);
        bench.press(Qt::Key_W);
        QVERIFY(bench.service.asked.explain);
        auto* notes = bench.child<QListWidget>("suggestedNotes");
        QVERIFY(!notes->isHidden());
        QCOMPARE(notes->item(0)->text(), QStringLiteral("C4, bar 2 beat 1, quarter: 50 %"));
        SuggestedNote told = bench.service.note(0, 60);
        NoteExplanation why;
        why.start = {0.6, 0.7, {{6, 0.2}}, {}};
        why.pitch = {0.4, 0.5, {{67, 0.3}, {64, 0.1}}, WeighedValue{61, 0.45}};
        why.length = {0.9, 0.9, {}, {}};
        why.influences = {{bench.document.song().tracks[0]->id, 1, std::log(3.0)}};
        told.why = std::make_shared<NoteExplanation>(why);
        bench.service.sayCandidate(0, {told, bench.service.note(4, 72)});
        bench.service.finish();
        const QString reasons = bench.child<QLabel>("reasons")->text();
        QCOMPARE(reasons, QStringLiteral("Place bar 2 beat 1: 60 % before the rules, 70 % after. Else bar 2 beat 1.5 (20 %).\n"
                                         "Pitch C4: 40 % before the rules, 50 % after. Else G4 (30 %), E4 (10 %). A rule forbade C#4 (45 %).\n"
                                         "Length quarter: 90 % before the rules, 90 % after.\n"
                                         "Bar 1 of Melody makes it 3.0 times as likely."));
        QTest::keyClick(notes, Qt::Key_Down);
        QCOMPARE(bench.suggestions().watchedNote(), 1);
        const GhostTips* tips = bench.roll().findChild<GhostTips*>();
        const QPointF onNote = bench.roll().geometry().rect(bench.suggestions().shown()->notes.front().note).center();
        QVERIFY(tips->tipAt(onNote).contains(QStringLiteral("Bar 1 of Melody")));
        QVERIFY(tips->tipAt(onNote + QPointF(0, 200)).isEmpty());
    }

    void pPinsAsOneStepAndTheEngineIsTold()
    {
        WindowBench bench(songFromText(kScale));
        QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(1.5, "D4"));
        QTest::qWait(1);
        bench.key(Qt::Key_P);
        QCOMPARE(bench.text(), std::string("Melody: C4 q | D4 q pinned | E4 q | F4 q"));
        QCOMPARE(bench.document.undoName(), std::string("Pin note"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_V);
        QCOMPARE(bench.service.asked.lockedNotes, std::vector<NoteId>{notesNamed(bench.document.song(), "D4").front().note});
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_Escape);
        QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(1.5, "D4"));
        QTest::qWait(1);
        bench.key(Qt::Key_P);
        QCOMPARE(bench.text(), std::string(kScale));
    }

    void troubleStaysWithAButtonThatTriesAgain()
    {
        WindowBench bench(songFromText(kScale));
        const std::string before = bench.text();
        bench.key(Qt::Key_C);
        bench.service.fail({ErrorCode::Unavailable, "There is no model."});
        auto* trouble = bench.window.findChild<QWidget*>(QStringLiteral("trouble"));
        QVERIFY(!trouble->isHidden());
        QCOMPARE(bench.window.findChild<QLabel*>(QStringLiteral("troubleText"))->text(), QStringLiteral("There is no model."));
        QCOMPARE(bench.text(), before);
        bench.window.findChild<QPushButton*>(QStringLiteral("retry"))->click();
        QVERIFY(bench.service.isAtWork());
        QVERIFY(trouble->isHidden());
    }

    void firstStepsAreThereUntilPutAway()
    {
        {
            WindowBench bench;
            auto* steps = bench.window.findChild<QWidget*>(QStringLiteral("firstSteps"));
            QVERIFY(!steps->isHidden());
            QPushButton* demo = nullptr;
            for (auto* each : steps->findChildren<QPushButton*>())
                if (each->text().contains(QStringLiteral("demo")))
                    demo = each;
            QVERIFY(demo != nullptr);
            demo->click();
            QVERIFY(bench.document.song().noteCount() > 20);
            QVERIFY(!bench.window.isWindowModified());
            QVERIFY(bench.window.desk().files.path().isEmpty());
            bench.window.action(Command::Tips).trigger();
            QVERIFY(steps->isHidden());
        }
        WindowBench bench;
        QVERIFY(bench.window.findChild<QWidget*>(QStringLiteral("firstSteps"))->isHidden());
        bench.window.action(Command::Tips).trigger();
        QVERIFY(!bench.window.findChild<QWidget*>(QStringLiteral("firstSteps"))->isHidden());
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_Shelf)
#include "tst_Shelf.moc"
