// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Variation.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace continuo;

class tst_Variation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theMoreStructuralNotesAreHeldFirst();
    void aHigherHoldNeverKeepsFewerNotes();
    void avoidingTheSourceKeepsNoneOfItsNotes();
    void closenessOneHoldsEverything();
    void theNextHoldsLieBetweenThoseThatMissedOnBothSides();
    void theNextHoldsGoFurtherWhenAllMissedOnOneSide();
};

void tst_Variation::theMoreStructuralNotesAreHeldFirst()
{
    // A short off-beat note, a half note on the bar line, a quarter on a beat; the ends count as bar lines.
    const std::vector<int> order = structuralOrder({{0, 12}, {6, 3}, {0, 24}, {2, 12}, {7, 3}});
    QCOMPARE(order.at(2), 0);
    QVERIFY(order.at(3) < order.at(1));
    QCOMPARE(std::set<int>(order.begin(), order.end()), (std::set<int>{0, 1, 2, 3, 4}));
}

void tst_Variation::aHigherHoldNeverKeepsFewerNotes()
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

void tst_Variation::avoidingTheSourceKeepsNoneOfItsNotes()
{
    QVERIFY(!Hold{-0.1}.keeps(0, 1));
    QVERIFY(Hold{-0.5}.avoidance() > Hold{-0.1}.avoidance());
    QCOMPARE(Hold{0.5}.avoidance(), 0.0f);
}

void tst_Variation::closenessOneHoldsEverything()
{
    for (const Hold hold : firstHolds(1, 8))
        QCOMPARE(hold.value, 1.0);
}

void tst_Variation::theNextHoldsLieBetweenThoseThatMissedOnBothSides()
{
    const std::vector<Hold> holds = nextHolds(0.5, {{{0.0}, 0.4}, {{0.4}, 0.8}, {{-0.5}, 0.1}}, 4);
    QCOMPARE(holds.size(), 4u);
    QVERIFY(std::abs(holds.at(0).value - 0.1) < 1e-9);
}

void tst_Variation::theNextHoldsGoFurtherWhenAllMissedOnOneSide()
{
    QVERIFY(nextHolds(0.9, {{{0.2}, 0.6}, {{0.1}, 0.5}}, 1).at(0).value > 0.2);
    QVERIFY(nextHolds(0.1, {{{-0.2}, 0.4}, {{0.1}, 0.5}}, 1).at(0).value < -0.2);
    QVERIFY(nextHolds(0.0, {{{-1.0}, 0.4}}, 3).at(0).value >= -1);
}

QTEST_APPLESS_MAIN(tst_Variation)
#include "tst_Variation.moc"
