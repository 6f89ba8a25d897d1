// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Ranking.h"
#include "core/assist/Variation.h"
#include "core/base/Random.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace continuo;

namespace {

/// Quarter notes of one part.
std::vector<PlacedNote> line(const std::vector<int>& pitches)
{
    std::vector<PlacedNote> notes;
    for (const int pitch : pitches)
        notes.push_back({0, static_cast<int>(notes.size()) * 12, pitch});
    return notes;
}

using Chosen = std::vector<std::size_t>;

} // namespace

class tst_Ranking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDraftNearestToWhatWasAskedComesFirst();
    void aTypicalDraftComesBeforeADullOrAWildOne();
    void theSecondChoiceIsUnlikeTheFirst();
    void noDraftIsChosenTwice();

    void theMoreStructuralNotesAreHeldFirst();
    void aHigherHoldNeverKeepsFewerNotes();
    void avoidingTheSourceKeepsNoneOfItsNotes();
    void closenessOneHoldsEverything();
    void theNextHoldsLieBetweenThoseThatMissedOnBothSides();
    void theNextHoldsGoFurtherWhenAllMissedOnOneSide();
};

void tst_Ranking::theDraftNearestToWhatWasAskedComesFirst()
{
    QCOMPARE(chooseDrafts({{0.4, 1, line({60})}, {0.1, 1, line({60})}, {0.2, 1, line({60})}}, 1), Chosen{1});
}

void tst_Ranking::aTypicalDraftComesBeforeADullOrAWildOne()
{
    QCOMPARE(chooseDrafts({{0, 0.1, line({60})}, {0, 4, line({62})}, {0, 1, line({64})}}, 1), Chosen{2});
}

void tst_Ranking::theSecondChoiceIsUnlikeTheFirst()
{
    const std::vector<Draft> drafts{{0, 1, line({60, 62, 64})}, {0, 1.1, line({60, 62, 64})}, {0, 1.2, line({72, 67, 71})}};
    QCOMPARE(chooseDrafts(drafts, 2).size(), 2u);
    QCOMPARE(chooseDrafts(drafts, 2).at(1) == 2 || chooseDrafts(drafts, 2).at(0) == 2, true);
}

void tst_Ranking::noDraftIsChosenTwice()
{
    Random random(1, 1);
    for (int round = 0; round < 100; ++round) {
        std::vector<Draft> drafts;
        for (int i = random.below(12); i > 0; --i)
            drafts.push_back({random.uniform(), random.uniform(), line({60 + random.below(3), 60 + random.below(3)})});
        const auto count = static_cast<std::size_t>(random.below(14));
        const Chosen chosen = chooseDrafts(drafts, count);
        QCOMPARE(chosen.size(), std::min(count, drafts.size()));
        QCOMPARE(std::set<std::size_t>(chosen.begin(), chosen.end()).size(), chosen.size());
    }
}

void tst_Ranking::theMoreStructuralNotesAreHeldFirst()
{
    // A short off-beat note, a half note on the bar line, a quarter on a beat; the ends count as bar lines.
    const std::vector<int> order = structuralOrder({{0, 12}, {6, 3}, {0, 24}, {2, 12}, {7, 3}});
    QCOMPARE(order.at(2), 0);
    QVERIFY(order.at(3) < order.at(1));
    QCOMPARE(std::set<int>(order.begin(), order.end()), (std::set<int>{0, 1, 2, 3, 4}));
}

void tst_Ranking::aHigherHoldNeverKeepsFewerNotes()
{
    for (int count = 1; count < 20; ++count)
        for (int place = 0; place < count; ++place) {
            bool kept = false;
            for (double hold = -1; hold <= 1; hold += 0.05) {
                QVERIFY(!kept || Hold{hold}.keeps(place, count));
                kept = Hold{hold}.keeps(place, count);
            }
            QVERIFY(Hold{1}.keeps(place, count));
        }
}

void tst_Ranking::avoidingTheSourceKeepsNoneOfItsNotes()
{
    QVERIFY(!Hold{-0.1}.keeps(0, 1));
    QVERIFY(Hold{-0.5}.avoidance() > Hold{-0.1}.avoidance());
    QCOMPARE(Hold{0.5}.avoidance(), 0.0f);
}

void tst_Ranking::closenessOneHoldsEverything()
{
    for (const Hold hold : firstHolds(1, 8))
        QCOMPARE(hold.value, 1.0);
}

void tst_Ranking::theNextHoldsLieBetweenThoseThatMissedOnBothSides()
{
    const std::vector<Hold> holds = nextHolds(0.5, {{{0.0}, 0.4}, {{0.4}, 0.8}, {{-0.5}, 0.1}}, 4);
    QCOMPARE(holds.size(), 4u);
    QVERIFY(std::abs(holds.at(0).value - 0.1) < 1e-9);
}

void tst_Ranking::theNextHoldsGoFurtherWhenAllMissedOnOneSide()
{
    QVERIFY(nextHolds(0.9, {{{0.2}, 0.6}, {{0.1}, 0.5}}, 1).at(0).value > 0.2);
    QVERIFY(nextHolds(0.1, {{{-0.2}, 0.4}, {{0.1}, 0.5}}, 1).at(0).value < -0.2);
    QVERIFY(nextHolds(0.0, {{{-1.0}, 0.4}}, 3).at(0).value >= -1);
}

QTEST_APPLESS_MAIN(tst_Ranking)
#include "tst_Ranking.moc"
