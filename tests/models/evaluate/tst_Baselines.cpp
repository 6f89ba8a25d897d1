// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Baselines.h"

#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

namespace {

std::shared_ptr<const HeldPiece> held(std::string_view text)
{
    Piece piece;
    piece.corpus = "test";
    piece.path = "a.mid";
    piece.song = songFromText(text);
    return makeHeldPiece(std::move(piece));
}

Question question(std::string_view text, Task task, Range<int> spans, std::vector<int> written)
{
    Question asked;
    asked.piece = held(text);
    asked.request.task = task;
    asked.spans = spans;
    asked.written = std::move(written);
    return asked;
}

/// Pitches of each cell.
std::vector<std::vector<int>> pitchesOf(const Answer& answer)
{
    std::vector<std::vector<int>> pitches;
    for (const auto& cell : answer) {
        auto& some = pitches.emplace_back();
        for (const RowNote& note : cell)
            some.push_back(note.pitch);
    }
    return pitches;
}

using Pitches = std::vector<std::vector<int>>;

} // namespace

class tst_Baselines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copyingContinuesWithAsManyBarsAsAreWritten();
    void copyingFillsWithTheNearestBarThatIsGiven();
    void barsOfAnotherLengthAreNotCopied();
    void copyingHarmonizesWithTheMelodyAnOctaveLower();
    void theMostFrequentBarAndPitchAreWritten();
    void theNgramKeepsNotesInOrderAndWritesWhatItLearned();
};

void tst_Baselines::copyingContinuesWithAsManyBarsAsAreWritten()
{
    const Question asked = question("C4 w | D4 w | E4 w | F4 w | C5 w | D5 w", Task::Continue, {4, 6}, {0});
    QCOMPARE(pitchesOf(copyAnswer(asked)), (Pitches{{64}, {65}}));
}

void tst_Baselines::copyingFillsWithTheNearestBarThatIsGiven()
{
    const Question asked = question("C4 w | D4 w | E4 w | F4 w | G4 w", Task::Infill, {1, 4}, {0});
    // The earlier of two equally near.
    QCOMPARE(pitchesOf(copyAnswer(asked)), (Pitches{{60}, {60}, {67}}));
}

void tst_Baselines::barsOfAnotherLengthAreNotCopied()
{
    auto piece = held("C4 w | D4 w | E4 h");
    Song song = piece->song;
    song.meters = MeterMap({{Tick(), Meter{4, 4}}, {kTicksPerQuarter * 8, Meter{2, 4}}});
    Piece changed;
    changed.corpus = "test";
    changed.song = song;
    Question asked = question("C4 w", Task::Continue, {2, 3}, {0});
    asked.piece = makeHeldPiece(std::move(changed));
    QCOMPARE(pitchesOf(copyAnswer(asked)), (Pitches{{}}));
}

void tst_Baselines::copyingHarmonizesWithTheMelodyAnOctaveLower()
{
    Question asked = question("S: C5 w\nA: E4 w\nB: C3 w", Task::Harmonize, {0, 1}, {1, 2});
    asked.melody = 0;
    QCOMPARE(pitchesOf(copyAnswer(asked)), (Pitches{{60}, {48}}));
}

void tst_Baselines::theMostFrequentBarAndPitchAreWritten()
{
    MostFrequent frequent;
    frequent.learn(held("C4 h | G4 h | C4 h | G4 h | C4 w | C4 w | C4 h | E4 h")->study);
    const Question asked = question("C4 w | C4 w", Task::Infill, {1, 2}, {0});
    const Answer answer = frequent.answer(asked);
    // Two halves a bar is the usual rhythm, C the usual pitch.
    QCOMPARE(pitchesOf(answer), (Pitches{{60, 60}}));
    QCOMPARE(int(answer.front().back().onset), 24);
}

void tst_Baselines::theNgramKeepsNotesInOrderAndWritesWhatItLearned()
{
    const char* const text = "C4 q | E4 q | G4 q | E4 q | C4 q | E4 q | G4 q | E4 q | C4 q | E4 q | G4 q | E4 q | C4 q | E4 q | G4 q | E4 q";
    RowNgram ngram;
    Question asked = question(text, Task::Continue, {3, 4}, {0});
    asked.frame = frameOfKey(*estimateKey(asked.score(), {0, 4}));
    for (int i = 0; i < 50; ++i)
        ngram.learn(asked.piece->study);
    Sampling greedy;
    greedy.greedy = true;
    QCOMPARE(pitchesOf(ngramAnswer(ngram, asked, greedy)), (Pitches{{60, 64, 67, 64}}));

    Sampling wild;
    wild.temperature = 4;
    wild.topP = 1;
    for (wild.seed = 1; wild.seed < 30; ++wild.seed)
        for (const auto& cell : ngramAnswer(RowNgram(), asked, wild))
            for (std::size_t i = 1; i < cell.size(); ++i)
                QVERIFY(comesBefore(cell[i - 1], cell[i]));
}

QTEST_APPLESS_MAIN(tst_Baselines)
#include "tst_Baselines.moc"
