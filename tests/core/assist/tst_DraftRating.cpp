// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/DraftRating.h"
#include "support/SongText.h"

#include <QTest>

#include <string>

using namespace continuo;

namespace {

const std::string kBefore = "C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | ";

/// What is wrong with a draft that writes these four bars after the four of kBefore.
double error(Task task, const std::string& written)
{
    SuggestionRequest request;
    request.song = songFromText(kBefore + (task == Task::Continue ? "" : written));
    request.task = task;
    request.firstBar = 5;
    request.lastBar = 8;
    const auto plan = planRequest(request);
    if (!plan)
        return -1;
    const SourceMusic source(*plan);
    WrittenDraft draft{0, Random(1), {}, plan->score, {}, {}, 0, 0, 0, {}, {}};
    const Score music = makeScore(songFromText(kBefore + written), 1, 8);
    for (int span = plan->targetSpans.begin; span < plan->targetSpans.end; ++span)
        draft.score.cells[0][static_cast<std::size_t>(span)] = music.cell(0, span);
    return DraftRating(request, *plan, source).rated(draft).error;
}

const std::string kMoving = "F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | F4+A4+C5 w";
const std::string kStanding = "F4+A4+C5 w | F4+A4+C5 w | F4+A4+C5 w | F4+A4+C5 w";

} // namespace

class tst_DraftRating : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aContinuationThatStandsStillWhereTheHarmonyMovedIsWorse()
    {
        QCOMPARE(error(Task::Continue, kMoving), 0.0);
        QVERIFY(error(Task::Continue, kStanding) > 0.1);
    }

    void aContinuationThatLeavesTheKeyIsWorse()
    {
        QVERIFY(error(Task::Continue, "F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w | F4+Ab4+C5 w") > 0.03);
    }

    void whatIsFilledInIsNotJudgedByItsHarmony()
    {
        QCOMPARE(error(Task::Infill, kStanding), error(Task::Infill, kMoving));
    }
};

QTEST_APPLESS_MAIN(tst_DraftRating)
#include "tst_DraftRating.moc"
