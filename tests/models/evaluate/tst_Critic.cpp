// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Critic.h"

#include "core/base/Random.h"
#include "models/evaluate/Excerpts.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace continuo;

namespace {

/// Cases of 40 pieces, four each, whose features the caller makes from (is generated, random numbers).
template <typename Make>
std::vector<Judged> cases(Make&& make)
{
    Random random(3);
    std::vector<Judged> judged;
    for (int i = 0; i < 160; ++i) {
        const bool isGenerated = i % 2 == 0;
        judged.push_back({std::to_string(i / 4), make(isGenerated, random), isGenerated});
    }
    return judged;
}

double areaOf(const std::vector<Judged>& judged)
{
    return criticArea(judged, criticScores(judged)).value;
}

} // namespace

class tst_Critic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDiffersIsToldApart();
    void whatDiffersOnlyTogetherIsToldApart();
    void whatDoesNotDifferCannotBeToldApart();
    void aPieceIsNotRecognizedByItself();
    void theSameCasesGiveTheSameScores();
    void featuresOfTheSameMusicAreTheSameAndFinite();
};

void tst_Critic::whatDiffersIsToldApart()
{
    const auto judged = cases([](bool isGenerated, Random& random) {
        return Critic::Features{random.uniform(), random.uniform() + (isGenerated ? 0.8 : 0.0)};
    });
    QVERIFY(areaOf(judged) > 0.9);
}

void tst_Critic::whatDiffersOnlyTogetherIsToldApart()
{
    // Neither number alone says anything.
    const auto judged = cases([](bool isGenerated, Random& random) {
        const bool first = random.chance(0.5);
        return Critic::Features{first ? 1.0 : 0.0, first == isGenerated ? 1.0 : 0.0, random.uniform()};
    });
    QVERIFY(areaOf(judged) > 0.9);
}

void tst_Critic::whatDoesNotDifferCannotBeToldApart()
{
    const auto judged = cases([](bool, Random& random) { return Critic::Features{random.uniform(), random.uniform(), random.uniform()}; });
    QVERIFY(std::abs(areaOf(judged) - 0.5) < 0.15);
}

void tst_Critic::aPieceIsNotRecognizedByItself()
{
    // In each piece all cases are of one kind and have the piece's number: known pieces would give them away.
    std::vector<Judged> judged;
    Random random(9);
    for (int piece = 0; piece < 40; ++piece) {
        const bool isGenerated = random.chance(0.5);
        for (int i = 0; i < 4; ++i)
            judged.push_back({std::to_string(piece), {random.uniform() * 0.01 + piece * 7919 % 40}, isGenerated});
    }
    QVERIFY(areaOf(judged) < 0.75);
}

void tst_Critic::theSameCasesGiveTheSameScores()
{
    const auto judged = cases([](bool isGenerated, Random& random) { return Critic::Features{random.uniform() + isGenerated}; });
    QCOMPARE(criticScores(judged), criticScores(judged));
}

void tst_Critic::featuresOfTheSameMusicAreTheSameAndFinite()
{
    const std::array<double, 3> bits{1, 2, 3};
    const Excerpt music = excerptFromText("C4 q | E4+G4 q | - q | F4 e"), nothing = excerptFromText("A: C4 w\nB: C4 w");
    Excerpt empty = music;
    empty.notes.clear();
    QCOMPARE(criticFeatures(music, nothing, music, bits), criticFeatures(music, nothing, music, bits));
    for (const Excerpt& excerpt : {music, empty}) {
        const Critic::Features features = criticFeatures(excerpt, nothing, empty, bits);
        QVERIFY(std::all_of(features.begin(), features.end(), [](double value) { return std::isfinite(value); }));
    }
}

QTEST_APPLESS_MAIN(tst_Critic)
#include "tst_Critic.moc"
