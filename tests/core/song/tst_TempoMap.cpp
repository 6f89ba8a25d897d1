// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/TempoMap.h"

#include "support/QtText.h"

#include <random>

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

bool nearly(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

} // namespace

class TestTempoMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutChangesThereAre120QuartersAMinute()
    {
        const TempoMap map;
        QVERIFY(nearly(map.bpmAt(Tick(0)), 120.0));
        QVERIFY(nearly(map.seconds(kQuarter * 4), 2.0));
        QVERIFY(map.changes().empty());
    }

    void changeCountsFromItsTickOn()
    {
        const TempoMap map({{kQuarter * 4, 1'000'000}});
        QVERIFY(nearly(map.bpmAt(kQuarter * 4 - Tick(1)), 120.0));
        QVERIFY(nearly(map.bpmAt(kQuarter * 4), 60.0));
        QVERIFY(nearly(map.seconds(kQuarter * 6), 2.0 + 2.0));
    }

    void lastOfSeveralChangesAtOneTickCounts()
    {
        const TempoMap map({{Tick(0), 250'000}, {Tick(0), 1'000'000}, {kQuarter, 500'000}, {kQuarter, 2'000'000}});
        QVERIFY(nearly(map.bpmAt(Tick(0)), 60.0));
        QVERIFY(nearly(map.seconds(kQuarter * 2), 3.0));
        QCOMPARE(map.changes().size(), std::size_t(4));
    }

    void changesAreSortedByTime()
    {
        const TempoMap map({{kQuarter * 2, 250'000}, {Tick(0), 1'000'000}});
        QCOMPARE(map.changes()[0].at, Tick(0));
        QVERIFY(nearly(map.seconds(kQuarter * 3), 2.25));
    }

    void beforeTheSongTimeRunsAtItsFirstTempo()
    {
        const TempoMap map({{Tick(0), 1'000'000}, {kQuarter, 250'000}});
        QVERIFY(nearly(map.seconds(-kQuarter), -1.0));
        QCOMPARE(map.tick(-1.0), -kQuarter);
    }

    void tempoOfZeroBecomesOneMicrosecond()
    {
        const TempoMap map({{Tick(0), 0}});
        QVERIFY(nearly(map.seconds(kQuarter), 1e-6));
        QVERIFY(std::isfinite(map.bpmAt(Tick(0))));
    }

    void everyTickComesBackFromItsSeconds()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 200; ++round) {
            std::vector<TempoChange> changes;
            for (int i = 0; i < static_cast<int>(random() % 8); ++i)
                changes.push_back({Tick(random() % 10'000'000), static_cast<std::uint32_t>(60'000 + random() % 3'000'000)});
            const TempoMap map(changes);
            for (int i = 0; i < 50; ++i) {
                const Tick at(random() % 20'000'000);
                QCOMPARE(map.tick(map.seconds(at)), at);
            }
        }
    }

    void secondsNeverGoBack()
    {
        std::mt19937 random(12);
        std::vector<TempoChange> changes;
        for (int i = 0; i < 20; ++i)
            changes.push_back({Tick(random() % 1'000'000), static_cast<std::uint32_t>(1 + random() % 2'000'000)});
        const TempoMap map(changes);
        for (Tick at(-1000); at < Tick(1'100'000); at += Tick(997))
            QVERIFY(map.seconds(at) < map.seconds(at + Tick(997)));
    }
};

QTEST_APPLESS_MAIN(TestTempoMap)
#include "tst_TempoMap.moc"
