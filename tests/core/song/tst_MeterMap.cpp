// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/MeterMap.h"

#include "support/QtText.h"

#include <limits>
#include <random>

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

} // namespace

class TestMeterMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutChangesThereAreFourQuartersABar()
    {
        const MeterMap map;
        QCOMPARE(map.barAt(Tick(0)), 1);
        QCOMPARE(map.barAt(kQuarter * 4 - Tick(1)), 1);
        QCOMPARE(map.barAt(kQuarter * 4), 2);
        QCOMPARE(map.bar(3).begin, kQuarter * 8);
        QCOMPARE(map.bar(3).end, kQuarter * 12);
        QCOMPARE(map.bars(2, 3), (Range<Tick>{kQuarter * 4, kQuarter * 12}));
    }

    void meterChangesAtABarLine()
    {
        const MeterMap map({{Tick(0), {3, 4}}, {kQuarter * 6, {6, 8}}});
        QCOMPARE(map.bar(2), (Range<Tick>{kQuarter * 3, kQuarter * 6}));
        QCOMPARE(map.barAt(kQuarter * 6), 3);
        QCOMPARE(map.bar(4).begin, kQuarter * 9);
        QCOMPARE(map.meterAt(kQuarter * 6).numerator, 6);
        QCOMPARE(map.meterAt(kQuarter * 6 - Tick(1)).numerator, 3);
        QCOMPARE(map.position(kQuarter * 6 + kQuarter / 2), (BarPosition{3, 2, Tick(0)}));
    }

    void changeInsideABarEndsTheBarThere()
    {
        const MeterMap map({{kQuarter * 5, {3, 4}}});
        QCOMPARE(map.bar(2), (Range<Tick>{kQuarter * 4, kQuarter * 5}));
        QCOMPARE(map.bar(3), (Range<Tick>{kQuarter * 5, kQuarter * 8}));
        QCOMPARE(map.barAt(kQuarter * 5 - Tick(1)), 2);
        QCOMPARE(map.barAt(kQuarter * 5), 3);
    }

    void lastOfSeveralChangesAtOneTickCounts()
    {
        const MeterMap map({{Tick(0), {3, 4}}, {Tick(0), {2, 4}}});
        QCOMPARE(map.bar(2).begin, kQuarter * 2);
        QCOMPARE(map.changes().size(), std::size_t(2));
        const MeterMap later({{kQuarter * 4, {3, 4}}, {kQuarter * 4, {2, 4}}});
        QCOMPARE(later.barAt(kQuarter * 4), 2);
        QCOMPARE(later.bar(3).begin, kQuarter * 6);
    }

    void ticksBeforeTheSongAreInBarOne()
    {
        const MeterMap map;
        QCOMPARE(map.barAt(Tick(-5)), 1);
        QCOMPARE(map.position(Tick(-5)), (BarPosition{1, 1, Tick(0)}));
        QCOMPARE(map.bar(0), map.bar(1));
        QCOMPARE(map.bar(-3), map.bar(1));
    }

    void oddNumbersAreBroughtIntoRange()
    {
        const MeterMap map({{Tick(0), {0, 0}}, {kQuarter * 4, {1000, 3}}, {kQuarter * 2000, {-4, 1000}}});
        QCOMPARE(map.changes()[0].meter.numerator, 1);
        QCOMPARE(map.changes()[0].meter.denominator, 1);
        QCOMPARE(map.changes()[1].meter.numerator, 255);
        QCOMPARE(map.changes()[1].meter.denominator, 4);
        QCOMPARE(map.changes()[2].meter.numerator, 1);
        QCOMPARE(map.changes()[2].meter.denominator, 128);
    }

    void beatBeyondItsBarRunsOnIntoTheNext()
    {
        const MeterMap map;
        QCOMPARE(map.tick({1, 6, Tick(3)}), kQuarter * 5 + Tick(3));
    }

    void timesThatOnlyABrokenFileHasKeepBarsInOrder()
    {
        const Tick far(std::numeric_limits<std::int64_t>::max() / 4);
        const MeterMap map({{Tick(0), {1, 128}}, {far, {4, 4}}, {far + Tick(5), {3, 4}}});
        QVERIFY(map.barAt(far) > 1);
        QVERIFY(map.barAt(far + kQuarter * 40) >= map.barAt(far));
        QVERIFY(map.barAt(Tick(std::numeric_limits<std::int64_t>::max() / 2)) >= map.barAt(far));
    }

    void barsCoverTimeWithoutGapsAndPositionsComeBack()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 100; ++round) {
            std::vector<MeterChange> changes;
            for (int i = 0; i < static_cast<int>(random() % 6); ++i)
                changes.push_back({Tick(random() % 3'000'000),
                                   {1 + static_cast<int>(random() % 9), 1 << (random() % 5)}});
            const MeterMap map(changes);
            Tick expected;
            for (int bar = 1; bar < 60; ++bar) {
                const Range<Tick> range = map.bar(bar);
                QCOMPARE(range.begin, expected);
                QVERIFY(!range.isEmpty());
                QCOMPARE(map.barAt(range.begin), bar);
                QCOMPARE(map.barAt(range.end - Tick(1)), bar);
                expected = range.end;
            }
            for (int i = 0; i < 50; ++i) {
                const Tick at(random() % 4'000'000);
                const BarPosition position = map.position(at);
                QVERIFY(map.bar(position.bar).contains(at));
                QVERIFY(position.beat >= 1 && position.beat <= map.meterAt(at).numerator);
                QCOMPARE(map.tick(position), at);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestMeterMap)
#include "tst_MeterMap.moc"
