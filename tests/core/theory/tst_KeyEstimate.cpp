// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/KeyEstimate.h"

#include <QtTest>

#include <random>

using namespace continuo;

namespace {

PitchClassWeights weightsOf(std::initializer_list<int> pitchClasses)
{
    PitchClassWeights weights{};
    for (const int each : pitchClasses)
        weights[static_cast<std::size_t>(each)] += 1.0;
    return weights;
}

} // namespace

class tst_KeyEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tunesAreInTheirKeys()
    {
        QCOMPARE(estimateKey(weightsOf({0, 2, 4, 0, 4, 5, 7, 7, 9, 7, 5, 4, 0, 7, 0}))->key, (KeySignature{0, Mode::Major}));
        QCOMPARE(estimateKey(weightsOf({9, 11, 0, 2, 4, 4, 9, 8, 9, 0, 4, 9, 2, 0, 11, 9, 9}))->key, (KeySignature{0, Mode::Minor}));
    }

    void aTuneAndItsKeyMoveTogether()
    {
        std::mt19937 random(7);
        const PitchClassWeights scale = weightsOf({0, 0, 0, 2, 4, 4, 5, 7, 7, 9, 11});
        for (int i = 0; i < 100; ++i) {
            PitchClassWeights some = scale;
            for (double& each : some)
                each += static_cast<double>(random() % 100) / 250.0;
            const KeyEstimate home = *estimateKey(some);
            const int by = static_cast<int>(random() % 12);
            PitchClassWeights moved{};
            for (std::size_t pitchClass = 0; pitchClass < 12; ++pitchClass)
                moved[(pitchClass + static_cast<std::size_t>(by)) % 12] = some[pitchClass];
            const KeyEstimate there = *estimateKey(moved);
            QCOMPARE(there.key.tonic(), (home.key.tonic() + by) % 12);
            QVERIFY(there.key.mode == home.key.mode);
            QVERIFY(std::abs(there.fit - home.fit) < 1e-9 && std::abs(there.lead - home.lead) < 1e-9);
        }
    }

    void theLeadIsTheDistanceToTheNextKey()
    {
        QVERIFY(estimateKey(weightsOf({0, 4, 7, 0, 2, 5, 9, 11}))->lead > 0.01);
        // Every tone alike tells nothing.
        QCOMPARE(estimateKey(weightsOf({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}))->lead, 0.0);
    }

    void silenceIsInNoKey() { QVERIFY(!estimateKey(PitchClassWeights{})); }
};

QTEST_APPLESS_MAIN(tst_KeyEstimate)
#include "tst_KeyEstimate.moc"
