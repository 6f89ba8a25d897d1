// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Steering.h"
#include "core/song/MeterMap.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace continuo;

namespace {

std::vector<float> leanedPitches(const Character& asked, const Standing& before, int onset = 12, int shift = 0,
                                 const Tally& soFar = {})
{
    std::vector<float> logits(kPitchClassesOut, 0.0f);
    Steering(asked, KeyFrame{shift, 0}, {}).leanPitches(logits, onset, before, soFar, 1);
    return logits;
}

std::vector<float> leanedOnsets(const Character& asked, const Standing& before, const Tally& soFar = {},
                                std::optional<Liveliness> lively = {})
{
    std::vector<float> logits(kOnsetClasses, 0.0f);
    Steering(asked, KeyFrame{0, 0}, lively).leanOnsets(logits, StepGrid(MeterMap{}, 1, 1)[0], before, soFar, 1);
    return logits;
}

} // namespace

class tst_Steering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAskedLeansNothing();
    void aRegisterDrawsPitchesToThePartsOwnCentre();
    void manyStepsLiftTheNeighboursOfTheTopNote();
    void manyLeapsLiftWhatIsFarFromTheTopNote();
    void theLowerNotesOfAChordAreNoMoves();
    void syncopationLiftsStartsBetweenBeats();
    void syncopationLiftsLengthsOverTheNextBeat();
    void brightnessLiftsMajorAndHighNotes();
    void aShareThatIsReachedLeansNoMore();
    void aPaceKeepsBarsFromEndingUntilItIsMet();
    void aPaceSpreadsStartsOverTheBar();
    void aPaceKeepsNotesShortWhileMoreAreToCome();
    void aClosedEndRestsAtHome();
    void voicesAreAddedUntilThereAreEnough();
    void drumsAreLeftAlone();
};

void tst_Steering::nothingAskedLeansNothing()
{
    QCOMPARE(leanedPitches({}, {60, 0, 1}), std::vector<float>(kPitchClassesOut, 0.0f));
    QCOMPARE(leanedOnsets({}, {60, 0, 1}), std::vector<float>(kOnsetClasses, 0.0f));
}

void tst_Steering::aRegisterDrawsPitchesToThePartsOwnCentre()
{
    Standing before;
    before.centre = 65;
    const auto logits = leanedPitches({}, before, 0);
    QVERIFY(logits[65] > logits[60] && logits[65] > logits[70]);
}

void tst_Steering::manyStepsLiftTheNeighboursOfTheTopNote()
{
    Character asked;
    asked.stepShare = 1;
    auto logits = leanedPitches(asked, {60, 0, 1});
    QVERIFY(logits[62] > logits[67] && logits[58] > logits[60]);
    asked.stepShare = 0;
    logits = leanedPitches(asked, {60, 0, 1});
    QVERIFY(logits[62] < logits[67]);
}

void tst_Steering::manyLeapsLiftWhatIsFarFromTheTopNote()
{
    Character asked;
    asked.leapShare = 1;
    const auto logits = leanedPitches(asked, {60, 0, 1});
    QVERIFY(logits[67] > logits[62]);
    QCOMPARE(logits[64], 0.0f); // four semitones are no leap
}

void tst_Steering::theLowerNotesOfAChordAreNoMoves()
{
    Character asked;
    asked.stepShare = 1;
    QCOMPARE(leanedPitches(asked, {60, 12, 1}, 12), std::vector<float>(kPitchClassesOut, 0.0f));
}

void tst_Steering::syncopationLiftsStartsBetweenBeats()
{
    Character asked;
    asked.syncopation = 0.5;
    const auto logits = leanedOnsets(asked, {});
    QVERIFY(logits[6] > logits[12]);
    QCOMPARE(logits[kEndOfCell], 0.0f);
    asked.syncopation = 0; // whoever starts between beats may still end before the next
    QCOMPARE(leanedOnsets(asked, {}), std::vector<float>(kOnsetClasses, 0.0f));
}

void tst_Steering::syncopationLiftsLengthsOverTheNextBeat()
{
    Character asked;
    asked.syncopation = 0.5;
    std::vector<float> logits(kDurationClasses, 0.0f);
    const StepGrid grid(MeterMap{}, 1, 1);
    Steering(asked, {}, {}).leanDurations(logits, grid[0], 6, {}, {}, 1);
    QVERIFY(logits[static_cast<std::size_t>(durationClass(12))] > logits[static_cast<std::size_t>(durationClass(6))]);
    logits.assign(kDurationClasses, 0.0f);
    Steering(asked, {}, {}).leanDurations(logits, grid[0], 12, {}, {}, 1);
    QCOMPARE(logits, std::vector<float>(kDurationClasses, 0.0f)); // it starts on a beat
}

void tst_Steering::brightnessLiftsMajorAndHighNotes()
{
    Character asked;
    asked.brightness = 1;
    const auto logits = leanedPitches(asked, {});
    QVERIFY(logits[64] > logits[63] && logits[76] > logits[64]);
    asked.brightness = 0;
    QVERIFY(leanedPitches(asked, {})[64] < leanedPitches(asked, {})[63]);
}

void tst_Steering::aShareThatIsReachedLeansNoMore()
{
    Character asked;
    asked.stepShare = 0.9;
    Tally few, enough, many;
    few.moves = enough.moves = many.moves = 1000;
    few.small = 500;
    enough.small = 901; // the usual share counts as four moves more
    many.small = 980;
    const Standing before{60, 0, 1};
    QVERIFY(leanedPitches(asked, before, 12, 0, few)[62] > 1);
    QVERIFY(std::abs(leanedPitches(asked, before, 12, 0, enough)[62]) < 0.01f);
    QVERIFY(leanedPitches(asked, before, 12, 0, many)[62] < -1);
}

void tst_Steering::aPaceKeepsBarsFromEndingUntilItIsMet()
{
    const auto ending = [&](int written) {
        return leanedOnsets({}, {60, 0, 1, written, 8}, {}, Liveliness{2, {}})[kEndOfCell];
    };
    QVERIFY(ending(0) < ending(6) && ending(6) < 0 && ending(9) > 0);
}

void tst_Steering::aPaceSpreadsStartsOverTheBar()
{
    const auto starts = [&](int written) { return leanedOnsets({}, {60, 18, 1, written, 8}, {}, Liveliness{2, {}}); };
    QCOMPARE(starts(4)[24], 0.0f); // the fifth of eight notes in the middle
    QVERIFY(starts(4)[42] < starts(4)[24]);
    QVERIFY(starts(7)[24] < starts(7)[42]);
}

void tst_Steering::aPaceKeepsNotesShortWhileMoreAreToCome()
{
    const StepGrid grid(MeterMap{}, 1, 1);
    const auto lengths = [&](int written) {
        std::vector<float> logits(kDurationClasses, 0.0f);
        Steering({}, {}, Liveliness{2, {}}).leanDurations(logits, grid[0], 24, {60, 18, 1, written, 8}, {}, 1);
        return logits;
    };
    const auto half = static_cast<std::size_t>(durationClass(24)), eighth = static_cast<std::size_t>(durationClass(6));
    QVERIFY(lengths(4)[half] < lengths(4)[eighth]); // four more eighths have room if this is one
    QCOMPARE(lengths(4)[eighth], 0.0f);
    QCOMPARE(lengths(7)[half], 0.0f); // the last
}

void tst_Steering::aClosedEndRestsAtHome()
{
    Character asked;
    asked.closing = 1;
    const Standing inLastBar{60, 0, 1, 1, 0, {}, 24};
    QVERIFY(leanedOnsets(asked, inLastBar)[36] < 0);        // leaves one beat
    QCOMPARE(leanedOnsets(asked, inLastBar)[24], 0.0f);     // leaves two
    const auto pitches = leanedPitches(asked, inLastBar, 24);
    QVERIFY(pitches[60] > pitches[64] && pitches[64] > pitches[62]);
    QCOMPARE(leanedPitches(asked, inLastBar, 0)[60], 0.0f); // long before the end
    QCOMPARE(leanedOnsets(asked, {60, 0, 1}), std::vector<float>(kOnsetClasses, 0.0f));
    asked.closing = 0;
    QVERIFY(leanedOnsets(asked, inLastBar)[36] > 0);
    QVERIFY(leanedPitches(asked, inLastBar, 24)[62] > leanedPitches(asked, inLastBar, 24)[60]);
}

void tst_Steering::voicesAreAddedUntilThereAreEnough()
{
    Character asked;
    asked.voices = 3;
    QVERIFY(leanedOnsets(asked, {60, 12, 2})[12] > 0);
    QVERIFY(leanedOnsets(asked, {60, 12, 3})[12] < 0);
}

void tst_Steering::drumsAreLeftAlone()
{
    Character asked;
    asked.meanPitch = 40;
    asked.stepShare = 1;
    const auto logits = leanedPitches(asked, {60, 0, 1});
    for (int sound = kDrumPitchBase; sound < kPitchClassesOut; ++sound)
        QCOMPARE(logits[static_cast<std::size_t>(sound)], 0.0f);
}

QTEST_APPLESS_MAIN(tst_Steering)
#include "tst_Steering.moc"
