// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"

#include "support/SongText.h"

#include <QtTest>

#include <random>

using namespace continuo;

namespace {

/// The notes of all tracks.
std::vector<PlacedNote> notesOf(std::string_view text)
{
    const Score score = makeScore(songFromText(text), 1, songFromText(text).lastBar());
    std::vector<int> parts;
    for (int part = 0; part < static_cast<int>(score.parts.size()); ++part)
        parts.push_back(part);
    return placedNotes(score, parts, {0, score.grid.size()});
}

Agreement between(std::string_view one, std::string_view other)
{
    return agreement(notesOf(one), notesOf(other));
}

bool same(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class tst_Closeness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameMusicIsAsCloseAsCanBe();
    void lengthsDoNotMatter();
    void musicWithoutACommonOnsetIsFarAway();
    void nothingAndSomethingAreFarApart();
    void onsetsAreComparedByTheirF1();
    void pitchesAreComparedWhereBothBegin();
    void contourFollowsTheTopOfSharedOnsets();
    void contourOfASingleOnsetIsThatOfItsPitches();
    void partsAreComparedEachWithItself();
    void weightsAreHalfThreeTenthsAndOneFifth();
    void resemblanceIsSymmetricAndBetweenZeroAndOne();
    void theMoreABarsRhythmIsThatOfTheOthersTheMoreIsChance();
    void closenessIsWhatIsBeyondChance();
};

void tst_Closeness::theSameMusicIsAsCloseAsCanBe()
{
    QCOMPARE(resemblance(notesOf("C4 q | E4+G4 h"), notesOf("C4 q | E4+G4 h")), 1.0);
    QCOMPARE(resemblance({}, {}), 1.0);
    QCOMPARE(resemblance({{0, 3, 60}, {0, 3, 60}, {0, 0, 62}}, {{0, 0, 62}, {0, 3, 60}}), 1.0);
}

void tst_Closeness::lengthsDoNotMatter()
{
    QCOMPARE(resemblance(notesOf("C4 q | E4 q"), notesOf("C4 e | - e | E4 h")), 1.0);
}

void tst_Closeness::musicWithoutACommonOnsetIsFarAway()
{
    QCOMPARE(resemblance(notesOf("C4 q | - q"), notesOf("- q | C4 q")), 0.0);
}

void tst_Closeness::nothingAndSomethingAreFarApart()
{
    QCOMPARE(resemblance(notesOf("C4 q"), {}), 0.0);
}

void tst_Closeness::onsetsAreComparedByTheirF1()
{
    // Two of four onsets on one side, two of two on the other.
    QVERIFY(same(between("C4 q | D4 q | E4 q | F4 q", "C4 h | E4 h").onsets, 2.0 * 2 / (4 + 2)));
    // A chord begins once.
    QVERIFY(same(between("C4+E4 q", "C4 q").onsets, 1.0));
}

void tst_Closeness::pitchesAreComparedWhereBothBegin()
{
    QVERIFY(same(between("C4 q | D4 q", "C4 q | E4 q").pitches, 0.5));
    QVERIFY(same(between("C4+E4+G4 q", "C4 q").pitches, 2.0 * 1 / (3 + 1)));
    // What only one of them has is a matter of onsets, not of pitches.
    QVERIFY(same(between("C4 q | D4 q | E4 q", "C4 q | - q | E4 q").pitches, 1.0));
}

void tst_Closeness::contourFollowsTheTopOfSharedOnsets()
{
    QVERIFY(same(between("C4 q | D4 q | E4 q | D4 q", "G4 q | A4 q | B4 q | G4 q").contour, 1.0));
    QVERIFY(same(between("C4 q | D4 q | E4 q | D4 q", "C4 q | D4 q | C4 q | C4 q").contour, 1.0 / 3));
    QVERIFY(same(between("C4+G4 q | C4+A4 q", "G3+C4 q | F3+D4 q").contour, 1.0));
}

void tst_Closeness::contourOfASingleOnsetIsThatOfItsPitches()
{
    QVERIFY(same(between("C4 q", "C4 q | D4 q").contour, 1.0));
    QVERIFY(same(between("C4 q", "E4 q | D4 q").contour, 0.0));
}

void tst_Closeness::partsAreComparedEachWithItself()
{
    const std::vector<PlacedNote> top{{0, 0, 60}}, bottom{{1, 0, 60}};
    QCOMPARE(resemblance(top, bottom), 0.0);
    // The last onset of one part and the first of the next are no step of a melody.
    const Agreement two = agreement({{0, 0, 60}, {1, 0, 40}}, {{0, 0, 60}, {1, 0, 80}});
    QVERIFY(same(two.contour, two.pitches) && same(two.pitches, 0.5));
}

void tst_Closeness::weightsAreHalfThreeTenthsAndOneFifth()
{
    const Agreement parts{0.4, 0.6, 0.25};
    QVERIFY(same(parts.resemblance(), 0.5 * 0.4 + 0.3 * 0.6 + 0.2 * 0.25));
}

void tst_Closeness::resemblanceIsSymmetricAndBetweenZeroAndOne()
{
    std::mt19937 random(7);
    const auto music = [&random] {
        std::vector<PlacedNote> notes;
        for (const std::size_t count = random() % 12; notes.size() < count;)
            notes.push_back({static_cast<int>(random() % 2), static_cast<int>(random() % 8), 60 + static_cast<int>(random() % 4)});
        return notes;
    };
    for (int i = 0; i < 500; ++i) {
        const auto one = music(), other = music();
        const double there = resemblance(one, other);
        QVERIFY(there >= 0 && there <= 1);
        QVERIFY(same(there, resemblance(other, one)));
    }
}

void tst_Closeness::theMoreABarsRhythmIsThatOfTheOthersTheMoreIsChance()
{
    const std::vector<int> bars{0, 48, 96};
    const auto byChance = [&](const char* text) { return resemblanceByChance(notesOf(text), bars); };
    const double unrelated = 0.3 * 0.1 + 0.2 * 0.4;
    QVERIFY(same(byChance("C4 h | E4 h | G4 h | C4 h | F4 h | D4 h"), 0.5 + unrelated));
    QVERIFY(same(byChance("C4 w | - h | E4 h | - q | F4 h."), unrelated));
    // Of the three pairs of bars one shares all, two share 2 of (2 + 4).
    QVERIFY(same(byChance("C4 h | E4 h | G4 h | C4 h | F4 q | D4 q | F4 q | D4 q"), 0.5 * (1 + 2 * 2.0 * 2 / 6) / 3 + unrelated));
    // One bar says nothing of another.
    QVERIFY(same(resemblanceByChance(notesOf("C4 h | E4 h"), std::vector<int>{0}), 0.5 * 0.55 + unrelated));
    QVERIFY(same(resemblanceByChance({}, bars), 0.5 * 0.55 + unrelated));
}

void tst_Closeness::closenessIsWhatIsBeyondChance()
{
    QCOMPARE(closeness(1, 0.4), 1.0);
    QCOMPARE(closeness(0.4, 0.4), 0.0);
    QCOMPARE(closeness(0.2, 0.4), 0.0);
    QVERIFY(same(closeness(0.7, 0.4), 0.5));
    for (const double asked : {0.0, 0.3, 0.8, 1.0})
        QVERIFY(same(closeness(resemblanceAt(asked, 0.35), 0.35), asked));
}

QTEST_APPLESS_MAIN(tst_Closeness)
#include "tst_Closeness.moc"
