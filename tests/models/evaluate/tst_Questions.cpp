// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Questions.h"

#include "support/RandomRowModel.h"
#include "support/SongText.h"

#include <QtTest>

#include <algorithm>

using namespace continuo;

namespace {

/// Twelve bars of a melody and a bass of half notes.
std::shared_ptr<const HeldPiece> someMusic()
{
    std::string melody = "Melody: ", bass = "Bass: ";
    for (int bar = 0; bar < 12; ++bar) {
        const std::string between = bar > 0 ? " | " : "";
        melody += between + (bar % 2 == 0 ? "C5 q | D5 q | E5 h" : "G5 q | F5 q | D5 h");
        bass += between + (bar % 2 == 0 ? "C3 h | E3 h" : "G2 h | B2 h");
    }
    Piece piece;
    piece.corpus = "test";
    piece.path = "a.mid";
    piece.song = songFromText(melody + "\n" + bass);
    return makeHeldPiece(std::move(piece));
}

std::vector<Question> questions(Task task, int count = 20)
{
    Random random(1);
    std::vector<Question> drawn;
    while (static_cast<int>(drawn.size()) < count)
        if (auto question = drawQuestion(someMusic(), {task, 2}, random))
            drawn.push_back(std::move(*question));
    return drawn;
}

std::size_t notesFrom(const Song& song, Tick begin, Tick end)
{
    std::size_t notes = 0;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            notes += note.start >= begin && note.start < end ? 1 : 0;
    return notes;
}

Range<Tick> targetOf(const Question& question)
{
    return {question.score().grid[question.spans.begin].ticks.begin, question.score().grid[question.spans.end - 1].ticks.end};
}

Answer realAnswer(const Question& question)
{
    Answer answer;
    for (const CellRef cell : question.cells())
        answer.push_back(question.score().cell(question.written[static_cast<std::size_t>(cell.slot)], cell.span));
    return answer;
}

} // namespace

class tst_Questions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void continueIsGivenNothingFromTheTargetOn();
    void infillIsGivenTheOtherPartsAndTheOtherBars();
    void harmonizeIsGivenTheMelodyAlone();
    void varyIsGivenEverything();
    void thePiecesOwnBarsAreAnAnswer();
    void whatTheGeneratorWritesIsReadBack();
    void theSameNumbersDrawTheSameQuestions();
};

void tst_Questions::continueIsGivenNothingFromTheTargetOn()
{
    for (const Question& question : questions(Task::Continue)) {
        QCOMPARE(notesFrom(question.request.song, targetOf(question).begin, Tick(1) * (std::int64_t{1} << 40)), std::size_t{0});
        QVERIFY(notesFrom(question.request.song, Tick(), targetOf(question).begin) > 0);
        QVERIFY(question.request.firstBar > 4);
        QVERIFY(!question.isGiven(0, question.spans.begin) && question.isGiven(0, question.spans.begin - 1));
    }
}

void tst_Questions::infillIsGivenTheOtherPartsAndTheOtherBars()
{
    bool hasGivenPart = false;
    for (const Question& question : questions(Task::Infill)) {
        const Range<Tick> target = targetOf(question);
        for (const auto& track : question.request.song.tracks) {
            const bool isWritten = std::find(question.request.tracks.begin(), question.request.tracks.end(), track->id)
                != question.request.tracks.end();
            std::size_t inTarget = 0;
            for (const Note& note : notesInSongTime(*track))
                inTarget += target.contains(note.start) ? 1 : 0;
            QCOMPARE(inTarget == 0, isWritten);
            hasGivenPart = hasGivenPart || !isWritten;
        }
        QVERIFY(notesFrom(question.request.song, target.end, Tick(1) * (std::int64_t{1} << 40)) > 0);
    }
    QVERIFY(hasGivenPart);
}

void tst_Questions::harmonizeIsGivenTheMelodyAlone()
{
    for (const Question& question : questions(Task::Harmonize)) {
        QCOMPARE(question.request.song.tracks.size(), std::size_t{1});
        QCOMPARE(question.request.song.tracks.front()->name, std::string("Melody"));
        QCOMPARE(question.written, std::vector<int>{1});
        QVERIFY(question.request.harmonizeAs == HarmonizeAs::Bass);
        QVERIFY(!melodyExcerpt(question).notes.empty());
        QVERIFY(!question.isGiven(1, 0));
    }
}

void tst_Questions::varyIsGivenEverything()
{
    for (const Question& question : questions(Task::Vary))
        QVERIFY(sameContent(question.request.song, question.piece->song));
}

void tst_Questions::thePiecesOwnBarsAreAnAnswer()
{
    for (const Task task : {Task::Continue, Task::Infill, Task::Harmonize, Task::Vary})
        for (const Question& question : questions(task, 5)) {
            QCOMPARE(heard(question, realAnswer(question)).notes, realExcerpt(question).notes);
            QCOMPARE(scoreWith(question, realAnswer(question)).cells, question.score().cells);
            QVERIFY(scoreWith(question, Answer(question.cells().size())).cells != question.score().cells);
        }
}

void tst_Questions::whatTheGeneratorWritesIsReadBack()
{
    RandomRowModel model(4);
    for (const Task task : {Task::Continue, Task::Infill, Task::Harmonize}) {
        const Question question = questions(task, 1).front();
        const auto suggestions = suggestionsFor(model, question.request);
        QVERIFY(suggestions.ok());
        const Answer answer = answerOf(question, suggestions->front());
        std::size_t notes = 0;
        for (const auto& cell : answer)
            notes += cell.size();
        QCOMPARE(notes, suggestions->front().notes.size());
        QVERIFY(notes > 0);
    }
}

void tst_Questions::theSameNumbersDrawTheSameQuestions()
{
    const auto once = questions(Task::Infill), again = questions(Task::Infill);
    for (std::size_t i = 0; i < once.size(); ++i) {
        QCOMPARE(once[i].spans.begin, again[i].spans.begin);
        QCOMPARE(once[i].written, again[i].written);
    }
}

QTEST_APPLESS_MAIN(tst_Questions)
#include "tst_Questions.moc"
