// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/SnapGrid.h"

#include "support/QtText.h"

#include <random>
#include <set>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;
using Kind = SnapGrid::Kind;

} // namespace

class TestSnapGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steps()
    {
        QCOMPARE((SnapGrid{1, 4}.step()), kQuarter);
        QCOMPARE((SnapGrid{1, 16}.step()), kQuarter / 4);
        QCOMPARE((SnapGrid{3, 8}.step()), kQuarter * 3 / 2);
        QCOMPARE((SnapGrid{1, 8, Kind::Triplet}.step() * 3), kQuarter);
        QCOMPARE((SnapGrid{1, 4, Kind::Dotted}.step()), kQuarter * 3 / 2);
        QCOMPARE((SnapGrid{1, 16, Kind::Quintuplet}.step() * 5), kQuarter);
        QCOMPARE((SnapGrid{1, 4, Kind::Off}.step()), Tick(1));
    }

    void nearestLineWins()
    {
        const MeterMap meters;
        const SnapGrid grid{1, 4};
        QCOMPARE(grid.snap(kQuarter / 2 - Tick(1), meters), Tick(0));
        QCOMPARE(grid.snap(kQuarter / 2, meters), kQuarter);
        QCOMPARE(grid.snap(kQuarter, meters), kQuarter);
        QCOMPARE(grid.snapDown(kQuarter - Tick(1), meters), Tick(0));
        QCOMPARE(grid.next(kQuarter, meters), kQuarter * 2);
    }

    void offLeavesEveryTick()
    {
        const SnapGrid off{1, 4, Kind::Off};
        QCOMPARE(off.snap(Tick(12345), MeterMap()), Tick(12345));
        QCOMPARE(off.snapDown(Tick(12345), MeterMap()), Tick(12345));
    }

    void nothingSnapsBeforeTheSong()
    {
        QCOMPARE((SnapGrid{1, 4}.snap(-kQuarter, MeterMap())), Tick(0));
        QCOMPARE((SnapGrid{1, 4, Kind::Off}.snap(-kQuarter, MeterMap())), Tick(0));
    }

    void gridBeginsAnewAtEveryBar()
    {
        const MeterMap meters; // bars of four quarters; dotted quarters fall on 0, 1.5, 3 and then on the bar line
        const SnapGrid dotted{1, 4, Kind::Dotted};
        QCOMPARE(dotted.snapDown(kQuarter * 4 - Tick(1), meters), kQuarter * 3);
        QCOMPARE(dotted.next(kQuarter * 3, meters), kQuarter * 4);
        QCOMPARE(dotted.snap(kQuarter * 5, meters), kQuarter * 11 / 2);
    }

    void gridFollowsMeterChangesOffTheGrid()
    {
        const MeterMap meters({{kQuarter + Tick(100), {4, 4}}});
        QCOMPARE((SnapGrid{1, 4}.snap(kQuarter + Tick(90), meters)), kQuarter + Tick(100));
        QCOMPARE((SnapGrid{1, 4}.snap(kQuarter * 2, meters)), kQuarter * 2 + Tick(100));
    }

    void snappedTicksStayWhereTheyAre()
    {
        std::mt19937 random(3);
        const MeterMap meters({{Tick(0), {7, 8}}, {kQuarter * 7, {3, 4}}, {kQuarter * 11, {5, 16}}});
        for (const SnapGrid& grid : commonSnapGrids())
            for (int round = 0; round < 300; ++round) {
                const Tick at(random() % static_cast<unsigned>((kQuarter * 40).value));
                const Tick snapped = grid.snap(at, meters);
                QCOMPARE(grid.snap(snapped, meters), snapped);
                QCOMPARE(grid.snapDown(snapped, meters), snapped);
                QVERIFY(grid.snapDown(at, meters) <= at);
                QVERIFY(grid.next(at, meters) > at);
                QVERIFY(snapped == grid.snapDown(at, meters) || snapped == grid.next(at, meters));
                QVERIFY(std::abs((snapped - at).value) * 2 <= grid.step().value);
            }
    }

    void everyCommonGridHasItsOwnNameThatReadsBack()
    {
        std::set<std::string> names;
        for (const SnapGrid& grid : commonSnapGrids()) {
            QVERIFY(names.insert(grid.name()).second);
            QCOMPARE(snapGridNamed(grid.name()), std::optional(grid));
        }
        QCOMPARE((SnapGrid{1, 8, Kind::Triplet}.name()), "1/8 triplet"s);
        QVERIFY(!snapGridNamed("1/7"));
    }

    void finerAndCoarserKeepTheKindAndEndWithTheList()
    {
        QCOMPARE(finer({1, 8, Kind::Triplet}).name(), "1/16 triplet"s);
        QCOMPARE(coarser({1, 8, Kind::Quintuplet}).name(), "1/4 quintuplet"s);
        QCOMPARE(coarser({1, 4, Kind::Quintuplet}).name(), "1/4 quintuplet"s);
        QCOMPARE(finer({1, 64}).name(), "1/64"s);
        QCOMPARE(coarser({1, 1}).name(), "1/1"s);
    }

    void anotherKindKeepsTheFractionWhereThereIsOne()
    {
        QCOMPARE(asKind({1, 16}, Kind::Quintuplet).name(), "1/16 quintuplet"s);
        QCOMPARE(asKind({1, 16, Kind::Triplet}, Kind::Straight).name(), "1/16"s);
        QCOMPARE(asKind({1, 64}, Kind::Dotted).name(), "1/32 dotted"s);
        QCOMPARE(asKind({1, 1}, Kind::Triplet).name(), "1/2 triplet"s);
    }

    void theFinestGridHasStepsAtLeastThatLong()
    {
        QCOMPARE(finestGrid(Kind::Straight, kQuarter / 4).name(), "1/16"s);
        QCOMPARE(finestGrid(Kind::Straight, kQuarter / 4 + Tick(1)).name(), "1/8"s);
        QCOMPARE(finestGrid(Kind::Triplet, kQuarter / 4).name(), "1/8 triplet"s);
        QCOMPARE(finestGrid(Kind::Straight, kQuarter * 100).name(), "1/1"s);
        QCOMPARE(finestGrid(Kind::Straight, Tick(1)).name(), "1/64"s);
    }
};

QTEST_APPLESS_MAIN(TestSnapGrid)
#include "tst_SnapGrid.moc"
