// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/DraftRating.h"
#include "support/SongText.h"

#include <QTest>

#include <string>

using namespace continuo;

namespace {

/// What is wrong with a draft that writes these four bars after four.
double error(Task task, const std::string& before, const std::string& written)
{
    SuggestionRequest request;
    request.song = songFromText(before + (task == Task::Continue ? "" : written));
    request.task = task;
    request.firstBar = 5;
    request.lastBar = 8;
    const auto plan = planRequest(request);
    if (!plan)
        return -1;
    const SourceMusic source(*plan);
    WrittenDraft draft{0, Random(1), {}, plan->score, {}, {}, 0, 0, 0, {}, {}};
    const Score music = makeScore(songFromText(before + written), 1, 8);
    for (int span = plan->targetSpans.begin; span < plan->targetSpans.end; ++span)
        draft.score.cells[0][static_cast<std::size_t>(span)] = music.cell(0, span);
    return DraftRating(request, *plan, source).rated(draft).error;
}

const std::string kBefore = "C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | ";
const std::string kMoving = "F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | F4+A4+C5 w";
const std::string kStanding = "F4+A4+C5 w | F4+A4+C5 w | F4+A4+C5 w | F4+A4+C5 w";

} // namespace

class tst_DraftRating : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aContinuationThatStandsStillWhereTheHarmonyMovedIsWorse()
    {
        QVERIFY(error(Task::Continue, kBefore, kStanding) > error(Task::Continue, kBefore, kMoving) + 0.1);
    }

    void aContinuationThatLeavesTheKeyIsWorse()
    {
        QVERIFY(error(Task::Continue, kBefore, "F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | F4+Ab4+C5 w") > 0.03);
    }

    void whatLosesThePhrasesOfTheMusicBeforeIsWorse()
    {
        const std::string phrases = "C4 q | D4 q | E4 q | F4 q | G4 h | - h | C4 q | D4 q | E4 q | F4 q | G4 h | - h | ";
        const std::string run = "F4 q | E4 q | D4 q | C4 q", rest = "D4 h | - h";
        for (const Task task : {Task::Continue, Task::Infill})
            QVERIFY(error(task, phrases, run + " | " + run + " | " + run + " | " + run)
                    > error(task, phrases, run + " | " + rest + " | " + run + " | " + rest) + 0.2);
    }

    void aTuneThatOnlyComesAgainIsWorseThanANewOne()
    {
        const std::string tune = "C4 h | G4 h | E4 h | G4 h | D4 h | G4 h | C4 w";
        const std::string other = "G4 h | C4 h | G4 h | E4 h | G4 h | D4 h | C4 w";
        QVERIFY(error(Task::Continue, tune + " | ", tune) > error(Task::Continue, tune + " | ", other) + 0.05);
        QCOMPARE(error(Task::Infill, tune + " | ", tune), 0.0);
    }

    void whatIsFilledInIsNotJudgedByItsHarmony()
    {
        QCOMPARE(error(Task::Infill, kBefore, kStanding), error(Task::Infill, kBefore, kMoving));
    }
};

QTEST_APPLESS_MAIN(tst_DraftRating)
#include "tst_DraftRating.moc"
