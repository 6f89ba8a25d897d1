// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/WittenBell.h"

#include <QtTest>

#include <array>
#include <map>
#include <random>

using namespace continuo;

class tst_WittenBell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingSeenIsUniform()
    {
        const WittenBell counts(4);
        const std::array<ContextKey, 1> context{ContextKey(0)};
        QCOMPARE(counts.probability(context, 2), 0.25);
        QCOMPARE(counts.size(), 0u);
    }

    /// By hand: the short context saw 0 0 1, so 0 has (2 + 2/4) / 5 and 2 has (2/4) / 5. The long context 7 saw 0
    /// once, so 0 has (1 + 1/2) / 2.
    void levelsAreSmoothedOneIntoTheNext()
    {
        WittenBell counts(4);
        const auto under = [](int previous) {
            return std::array<ContextKey, 2>{ContextKey(0), ContextKey(1).with(previous)};
        };
        counts.add(under(7), 0);
        counts.add(under(8), 0);
        counts.add(under(8), 1);
        QCOMPARE(counts.probability(under(9), 0), 0.5);
        QCOMPARE(counts.probability(under(9), 2), 0.1);
        QCOMPARE(counts.probability(under(7), 0), 0.75);
        QCOMPARE(counts.probability(under(8), 1), (1 + 2 * 0.3) / 4);
    }

    void probabilitiesOfAllSymbolsSumToOne()
    {
        std::mt19937 random(5);
        constexpr int kSymbols = 23;
        WittenBell counts(kSymbols);
        const auto under = [](int a, int b) {
            return std::array<ContextKey, 3>{ContextKey(0), ContextKey(1).with(a), ContextKey(2).with(a).with(b)};
        };
        const auto draw = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
        for (int i = 0; i < 5000; ++i)
            counts.add(under(draw(5), draw(40)), draw(1 + draw(kSymbols)));
        for (int i = 0; i < 200; ++i) {
            const auto context = under(draw(6), draw(50));
            double sum = 0.0;
            for (int symbol = 0; symbol < kSymbols; ++symbol)
                sum += counts.probability(context, symbol);
            QVERIFY(std::abs(sum - 1.0) < 1e-12);
        }
    }

    void countsAgreeWithAMap()
    {
        std::mt19937_64 random(11);
        CountTable table;
        std::map<std::uint64_t, std::uint32_t> expected;
        for (int i = 0; i < 100'000; ++i) {
            // Few low bits, so that many keys want the same place.
            const std::uint64_t key = (random() % 9000) << 20;
            QCOMPARE(table.met(key).total, ++expected[key]);
        }
        QCOMPARE(table.size(), expected.size());
        for (const auto& [key, count] : expected)
            QCOMPARE(table.find(key).total, count);
        QCOMPARE(table.find(12345).total, 0u);
    }

    void contextsThatDifferHaveDifferentKeys()
    {
        QVERIFY(ContextKey(0).with(1).with(2).value() != ContextKey(0).with(2).with(1).value());
        QVERIFY(ContextKey(0).with(1).value() != ContextKey(1).with(1).value());
        QVERIFY(ContextKey(0).with(0).value() != ContextKey(0).value());
        QVERIFY(ContextKey(0).with(-1).value() != ContextKey(0).with(0).value());
    }
};

QTEST_APPLESS_MAIN(tst_WittenBell)
#include "tst_WittenBell.moc"
