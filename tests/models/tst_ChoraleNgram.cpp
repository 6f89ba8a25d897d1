// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/ChoraleNgram.h"

#include <QFile>
#include <QtTest>

#include <cmath>

using namespace continuo;

class tst_ChoraleNgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutTrainingEverySymbolIsEquallyLikely()
    {
        const ChoraleNgram ngram({}, ChoraleNgram::Keys::AsWritten);
        const std::vector<Chorale> chorales{{{72, 67, 64, 48}, {74, 67, 64, kRest}}};
        QCOMPARE(ngram.natsPerToken(chorales), std::log(47.0));
        QCOMPARE(ngram.natsPerToken({}), 0.0);
    }

    /// By hand. After one training step each of the 7 contexts of each of its tokens has seen one symbol once, so
    /// every level halves the distance of its probability to 1: p = 1 - (1 - 1/47) / 2^7. A token that differs in the
    /// soprano was never seen in the 4 contexts that do not hold the soprano's choice (the first 3, and for the
    /// alto none more), where p halves instead.
    void oneStepByHand()
    {
        const std::vector<Chorale> train{{{72, 67, 64, 48}}};
        const ChoraleNgram ngram(train, ChoraleNgram::Keys::AsWritten);
        const double seven = 1.0 - (1.0 - 1.0 / 47) / 128;
        QVERIFY(std::abs(ngram.logProbability(train[0]) - 4 * std::log(seven)) < 1e-12);

        // The soprano is new: all 7 of its contexts were seen with another symbol. The alto's contexts beyond the
        // third hold the new soprano and are skipped; so are the tenor's and the bass's, but for the fourth, whose
        // voice chosen last is as it was.
        const double soprano = 1.0 / 47 / 128;
        const double alto = 1.0 - (1.0 - 1.0 / 47) / 8;
        const double lower = 1.0 - (1.0 - 1.0 / 47) / 16;
        const double expected = std::log(soprano) + std::log(alto) + 2 * std::log(lower);
        QVERIFY(std::abs(ngram.logProbability({{71, 67, 64, 48}}) - expected) < 1e-12);
    }

    void transpositionsReachThreeSemitones()
    {
        const std::vector<Chorale> train{{{72, 67, 64, kRest}}};
        const ChoraleNgram ngram(train, ChoraleNgram::Keys::SevenTranspositions);
        const auto moved = [&](int by) { return ngram.logProbability({{72 + by, 67 + by, 64 + by, kRest}}); };
        QCOMPARE(moved(-3), moved(0));
        QCOMPARE(moved(3), moved(0));
        QVERIFY(moved(4) < moved(0) - 1.0);
    }

    void benchmarkFiguresAreReproduced()
    {
        const QString path = CONTINUO_SOURCE_DIR "/../shared/benchmarks/jsb-chorales-16th.json";
        if (!QFile::exists(path))
            QSKIP("The chorale benchmark is not beside this checkout.");
        const auto splits = readChorales(path.toStdString());
        QVERIFY(splits.ok());
        const ChoraleNgram plain(splits->train, ChoraleNgram::Keys::AsWritten);
        const ChoraleNgram moved(splits->train, ChoraleNgram::Keys::SevenTranspositions);
        QVERIFY(std::abs(plain.natsPerToken(splits->valid) - 0.661) < 0.005);
        QVERIFY(std::abs(moved.natsPerToken(splits->valid) - 0.556) < 0.005);
    }
};

QTEST_APPLESS_MAIN(tst_ChoraleNgram)
#include "tst_ChoraleNgram.moc"
