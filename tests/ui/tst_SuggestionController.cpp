// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/ScriptedService.h"
#include "ui/assist/SuggestionController.h"
#include "ui/assist/SuggestionTarget.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr const char* kFourBars = "Melody: C4 w | D4 w | E4 w | F4 w\nBass: C3 w | G2 w";

struct Bench {
    Bench() : document(songFromText(kFourBars)), bridge(document), controller(service, bridge, state)
    {
        state.followSong(document.song());
        SuggestionSettings settings;
        settings.bars = 2;
        settings.candidates = 2;
        settings.seed = 7;
        controller.setSettings(settings);
        QObject::connect(&controller, &SuggestionController::failed, &controller,
                         [this](const QString& sentence) { sentences << sentence; });
    }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    ScriptedService service;
    SuggestionController controller;
    QStringList sentences;
};

using State = SuggestionController::State;

} // namespace

class tst_SuggestionController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void continueAsksForTheBarsAfterTheLastNote()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        QCOMPARE(bench.service.asked.firstBar, 5);
        QCOMPARE(bench.service.asked.lastBar, 6);
        QCOMPARE(bench.service.asked.candidates, 2);
        QCOMPARE(bench.service.asked.sampling.seed, std::uint64_t(7));
        QCOMPARE(bench.controller.state(), State::Working);
    }

    void targetFollowsSelectionThenLoop_data()
    {
        QTest::addColumn<int>("task");
        QTest::addColumn<bool>("selected");
        QTest::addColumn<bool>("looped");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        const auto row = [](const char* name, Ask task, bool selected, bool looped, int first, int last) {
            QTest::newRow(name) << static_cast<int>(task) << selected << looped << first << last;
        };
        row("continue at the end", Ask::Continue, false, true, 5, 8);
        row("continue after a selection", Ask::Continue, true, false, 3, 6);
        row("vary a selection", Ask::Vary, true, true, 2, 2);
        row("vary a loop", Ask::Vary, false, true, 3, 4);
        row("infill nothing", Ask::Infill, false, false, 0, 0);
        row("harmonize all", Ask::Harmonize, false, false, 1, 4);
    }

    void targetFollowsSelectionThenLoop()
    {
        QFETCH(int, task);
        QFETCH(bool, selected);
        QFETCH(bool, looped);
        QFETCH(int, first);
        QFETCH(int, last);
        const Song song = songFromText(kFourBars);
        const TrackId melody = song.tracks.front()->id;
        const Selection selection = selected
            ? notesWithin(song, std::span(&melody, 1), song.meters.bar(2)) : Selection();
        const auto loop = looped ? std::optional(song.meters.bars(3, 4)) : std::nullopt;
        const auto target = suggestionTarget(song, selection, loop, static_cast<Ask>(task), 4);
        QCOMPARE(target.has_value(), first > 0);
        if (target)
            QVERIFY((*target == BarSpan{first, last}));
    }

    void ghostsAppearNoteByNoteAndTouchNothing()
    {
        Bench bench;
        const Song before = bench.document.song();
        bench.controller.ask(Ask::Continue);
        QVERIFY(bench.controller.shown() == nullptr);
        bench.service.sayNote(0, bench.service.note(0, 60));
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(1));
        bench.service.sayNote(0, bench.service.note(1, 62));
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(2));
        QVERIFY(!bench.controller.canAccept());
        QVERIFY(!bench.controller.accept());
        QVERIFY(bench.document.song().tracks == before.tracks);
        QVERIFY(!bench.document.canUndo());
    }

    void acceptIsOneStepAndMarksTheNotes()
    {
        Bench bench;
        const std::string before = textOf(bench.document.song());
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(1, 62)});
        bench.service.finish();
        QCOMPARE(bench.controller.state(), State::Ready);
        QVERIFY(bench.controller.accept());
        QCOMPARE(bench.controller.state(), State::Idle);
        QVERIFY(bench.controller.shown() == nullptr);
        QCOMPARE(bench.document.undoName(), "Accept continuation");
        const std::vector<Note> melody = notesInSongTime(*bench.document.song().tracks.front());
        QCOMPARE(melody.size(), std::size_t(6));
        QVERIFY(melody.back().origin == Origin::Suggestion);
        QCOMPARE(melody.back().start, bench.document.song().meters.bar(5).begin + kTicksPerQuarter);
        bench.document.undo();
        QCOMPARE(textOf(bench.document.song()), before);
        QVERIFY(!bench.document.canUndo());
        bench.document.redo();
        QCOMPARE(bench.document.song().noteCount(), std::size_t(8));
    }

    void rejectLeavesTheVeryTracks()
    {
        Bench bench;
        const Song before = bench.document.song();
        bench.controller.ask(Ask::Continue);
        bench.service.sayNote(0, bench.service.note(0, 60));
        bench.controller.leave();
        QVERIFY(!bench.service.isAtWork());
        QCOMPARE(bench.controller.state(), State::Idle);
        QVERIFY(bench.document.song().tracks == before.tracks);
        QVERIFY(!bench.document.canUndo());
        QVERIFY(bench.sentences.isEmpty());
    }

    void candidatesCanBeSwitchedAndTheShownOneIsAccepted()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.sayCandidate(1, {bench.service.note(0, 67)});
        bench.service.finish();
        bench.controller.show(5);
        QCOMPARE(bench.controller.shownIndex(), 1);
        QCOMPARE(notesInSongTime(*bench.controller.songWithShown().tracks.front()).back().pitch, Pitch(67));
        bench.controller.accept();
        QCOMPARE(notesInSongTime(*bench.document.song().tracks.front()).back().pitch, Pitch(67));
    }

    void aCompleteCandidateCanBeAcceptedWhileOthersAreComing()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.sayNote(1, bench.service.note(0, 64));
        QVERIFY(bench.controller.accept());
        QVERIFY(!bench.service.isAtWork());
        QCOMPARE(bench.document.song().noteCount(), std::size_t(7));
    }

    void failureSaysSoKeepsTheSongAndTheNextRequestWorks()
    {
        Bench bench;
        const Song before = bench.document.song();
        bench.controller.ask(Ask::Continue);
        bench.service.sayNote(0, bench.service.note(0, 60));
        bench.service.fail({ErrorCode::Unavailable, {}});
        QCOMPARE(bench.sentences, QStringList{QStringLiteral(
            "The suggestion engine stopped; the song is untouched. Ask again to restart it.")});
        QCOMPARE(bench.controller.state(), State::Idle);
        QVERIFY(bench.document.song().tracks == before.tracks);
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        QVERIFY(bench.controller.accept());
    }

    void completeCandidatesOutliveAFailure()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.sayNote(1, bench.service.note(0, 64));
        bench.service.fail({ErrorCode::Unavailable, "The engine is gone."});
        QCOMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.candidateCount(), 1);
        QVERIFY(bench.controller.accept());
    }

    void aNewRequestTakesThePlaceOfTheOldOne()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayNote(0, bench.service.note(0, 60));
        bench.controller.ask(Ask::Harmonize);
        QCOMPARE(bench.controller.candidateCount(), 0);
        QCOMPARE(bench.controller.state(), State::Working);
        QVERIFY(bench.service.asked.melody == bench.state.activeTrack());
        QVERIFY(bench.sentences.isEmpty());
    }

    void askingAgainTakesTheNextSeed()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.finish();
        bench.controller.askAgain();
        QCOMPARE(bench.service.requests, 2);
        QCOMPARE(bench.service.asked.sampling.seed, std::uint64_t(8));
        QCOMPARE(bench.service.asked.firstBar, 5);
    }

    void whatCannotBeAskedIsSaid()
    {
        Bench bench;
        bench.controller.ask(Ask::Infill);
        QCOMPARE(bench.service.requests, 0);
        QCOMPARE(bench.sentences.size(), 1);
        bench.document.load(songFromText("Melody: - w"));
        bench.controller.ask(Ask::Continue);
        QCOMPARE(bench.service.requests, 0);
        QCOMPARE(bench.sentences.size(), 2);
    }

    void oneBarIsAcceptedByItselfAndTheRestStays()
    {
        Bench bench;
        const std::string before = textOf(bench.document.song());
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(4, 62)});
        bench.service.sayCandidate(1, {bench.service.note(1, 70), bench.service.note(5, 72)});
        bench.service.finish();
        QCOMPARE(bench.controller.parts().size(), std::size_t(2));
        QCOMPARE(bench.controller.partName(bench.controller.parts().front()), QStringLiteral("bar 5"));
        QVERIFY(bench.controller.acceptPart());
        QCOMPARE(bench.document.undoName(), "Accept bar 5 of continuation");
        QCOMPARE(bench.document.song().noteCount(), std::size_t(7));
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(1));
        bench.controller.show(1);
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(1));
        QVERIFY(bench.controller.accept());
        const std::vector<Note> melody = notesInSongTime(*bench.document.song().tracks.front());
        QCOMPARE(melody.size(), std::size_t(6));
        QCOMPARE(melody[4].pitch, Pitch(60));
        QCOMPARE(melody[5].pitch, Pitch(72));
        bench.document.undo();
        bench.document.undo();
        QCOMPARE(textOf(bench.document.song()), before);
    }

    void undoingAPartShowsItAgain()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(4, 62)});
        bench.service.finish();
        bench.controller.choosePart(1);
        bench.controller.acceptPart();
        bench.controller.acceptPart();
        QCOMPARE(bench.controller.state(), State::Idle);
        bench.document.undo();
        QCOMPARE(bench.controller.state(), State::Ready);
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(1));
        bench.document.undo();
        QCOMPARE(bench.controller.shown()->notes.size(), std::size_t(2));
        QVERIFY(!bench.document.canUndo());
    }

    void aPartIsTakenFromCandidatesThatComeLater()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(4, 62)});
        bench.controller.acceptPart();
        bench.service.sayCandidate(1, {bench.service.note(0, 70), bench.service.note(4, 72)});
        bench.service.finish();
        QCOMPARE(bench.controller.candidate(1).notes.size(), std::size_t(1));
    }

    void rejectingDropsOneCandidateAfterTheOther()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        for (int i = 0; i < 3; ++i)
            bench.service.sayCandidate(i, {bench.service.note(0, 60 + i)});
        bench.service.finish();
        bench.controller.show(1);
        bench.controller.reject();
        QCOMPARE(bench.controller.candidateCount(), 2);
        QCOMPARE(bench.controller.shown()->notes.front().note.pitch, Pitch(62));
        bench.controller.reject();
        bench.controller.reject();
        QCOMPARE(bench.controller.state(), State::Idle);
        QVERIFY(!bench.document.canUndo());
    }

    void whatWasDroppedCanBeBroughtBack()
    {
        Bench bench;
        QVERIFY(!bench.controller.canBringBack());
        bench.controller.ask(Ask::Continue);
        for (int i = 0; i < 3; ++i)
            bench.service.sayCandidate(i, {bench.service.note(0, 60 + i)});
        bench.service.finish();
        bench.controller.reject();
        bench.controller.leave();
        QVERIFY(bench.controller.canBringBack());
        bench.controller.bringBack();
        QCOMPARE(bench.controller.candidateCount(), 3);
        QVERIFY(bench.controller.accept());
        QCOMPARE(bench.document.undoName(), "Accept continuation");
        QVERIFY(!bench.controller.canBringBack());
    }

    void troubleStaysUntilTheNextRequestWhichIsTheSame()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.fail({ErrorCode::Unavailable, "The engine is gone."});
        QCOMPARE(bench.controller.trouble(), QStringLiteral("The engine is gone."));
        bench.controller.retry();
        QVERIFY(bench.controller.trouble().isEmpty());
        QCOMPARE(bench.service.asked.sampling.seed, std::uint64_t(7));
        QCOMPARE(bench.service.asked.firstBar, 5);
        QVERIFY(bench.service.isAtWork());
    }

    void reasonsAreAskedForAndTakenOver()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60), bench.service.note(1, 62)});
        bench.service.finish();
        bench.controller.explain();
        QVERIFY(bench.controller.isExplaining());
        QVERIFY(bench.service.asked.explain);
        QCOMPARE(bench.service.asked.sampling.seed, std::uint64_t(7));
        SuggestedNote told = bench.service.note(1, 62);
        told.why = std::make_shared<NoteExplanation>();
        bench.service.sayCandidate(0, {bench.service.note(0, 60), told});
        bench.service.finish();
        QVERIFY(!bench.controller.isExplaining());
        QVERIFY(bench.controller.shown()->notes[0].why == nullptr);
        QVERIFY(bench.controller.shown()->notes[1].why != nullptr);
        QCOMPARE(bench.controller.state(), State::Ready);
        bench.controller.explain();
        QCOMPARE(bench.service.requests, 2);
    }

    void leavingWhileReasonsAreWrittenStopsThem()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.finish();
        bench.controller.explain();
        bench.controller.leave();
        QVERIFY(!bench.service.isAtWork());
        QVERIFY(bench.sentences.isEmpty());
    }

    void anotherSongDropsTheGhosts()
    {
        Bench bench;
        bench.controller.ask(Ask::Continue);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.document.load(songFromText("Melody: C4 w"));
        QCOMPARE(bench.controller.state(), State::Idle);
        QVERIFY(bench.controller.shown() == nullptr);
    }
};

QTEST_MAIN(tst_SuggestionController)
#include "tst_SuggestionController.moc"
