// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/SopranoRuns.h"

#include <QtTest>

using namespace continuo;

namespace {

/// A chorale whose soprano has these pitches, a quarter each, other voices silent.
Chorale soprano(const std::vector<int>& pitches)
{
    Chorale chorale;
    for (const int pitch : pitches)
        for (int step = 0; step < kChoraleStepsPerQuarter; ++step)
            chorale.push_back({pitch, kRest, kRest, kRest});
    return chorale;
}

/// `count` pitches that go on changing.
std::vector<int> melody(int count, int from = 60)
{
    std::vector<int> pitches;
    for (int i = 0; i < count; ++i)
        pitches.push_back(from + i * 3 % 7);
    return pitches;
}

bool isShared(const Chorale& chorale, const Chorale& train)
{
    return sharesSopranoRun(std::vector<Chorale>{chorale}, std::vector<Chorale>{train}).front();
}

} // namespace

class tst_SopranoRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMelodyInAnotherKeyIsShared();
    void aRunOfFifteenIntervalsIsNotEnough();
    void aRestEndsARun();
    void repeatedPitchesAreOneNote();
};

void tst_SopranoRuns::aMelodyInAnotherKeyIsShared()
{
    QVERIFY(isShared(soprano(melody(17)), soprano(melody(17, 65))));
    QVERIFY(!isShared(soprano(melody(17)), soprano(std::vector<int>(17, 60))));
}

void tst_SopranoRuns::aRunOfFifteenIntervalsIsNotEnough()
{
    QVERIFY(!isShared(soprano(melody(16)), soprano(melody(16))));
    QVERIFY(isShared(soprano(melody(20)), soprano(melody(17))));
}

void tst_SopranoRuns::aRestEndsARun()
{
    std::vector<int> broken = melody(17);
    broken.insert(broken.begin() + 8, kRest);
    QVERIFY(!isShared(soprano(broken), soprano(broken)));
}

void tst_SopranoRuns::repeatedPitchesAreOneNote()
{
    std::vector<int> repeated = melody(17);
    repeated.insert(repeated.begin() + 3, repeated[3]);
    QVERIFY(isShared(soprano(repeated), soprano(melody(17))));
}

QTEST_APPLESS_MAIN(tst_SopranoRuns)
#include "tst_SopranoRuns.moc"
