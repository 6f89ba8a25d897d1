// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Features.h"
#include "core/assist/Tally.h"
#include "core/base/Random.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace continuo;

namespace {

StepGrid fourFour(int bars)
{
    return StepGrid(MeterMap{}, 1, bars);
}

/// Quarter notes, one after another.
std::vector<FeatureNote> quarters(const std::vector<int>& pitches)
{
    std::vector<FeatureNote> notes;
    for (const int pitch : pitches)
        notes.push_back({static_cast<int>(notes.size()) * kStepsPerQuarter, kStepsPerQuarter, pitch});
    return notes;
}

} // namespace

class tst_Features : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void densityCountsStartsPerQuarter();
    void stepsAndLeapsAreSharesOfTheMovesOfTheTopLine();
    void repeatedPitchesAreNoMoves();
    void chordsSoundTogetherAndSpanTheirWidth();
    void aNoteOverTheNextBeatIsSyncopated();
    void majorThirdsSoundBrighterThanMinorOnes();
    void anEndThatRestsOnTheTonicIsClosed();
    void moreNotesAndFasterOnesHaveMoreEnergy();
    void energyIsGivenByNotesAndThenBySyncopation();
    void aDraftIsCountedAsItIsMeasuredInTheEnd();
    void silenceHasNoFeatures();
};

void tst_Features::densityCountsStartsPerQuarter()
{
    QCOMPARE(measureFeatures(quarters({60, 62, 64, 65}), fourFour(1), {0, 1}).density, 1.0);
    QCOMPARE(measureFeatures(quarters({60, 62, 64, 65}), fourFour(2), {0, 2}).density, 0.5);
}

void tst_Features::stepsAndLeapsAreSharesOfTheMovesOfTheTopLine()
{
    const Features features = measureFeatures(quarters({60, 62, 67, 60, 61}), fourFour(2), {0, 2});
    QCOMPARE(features.stepShare, std::optional(0.5));
    QCOMPARE(features.leapShare, std::optional(0.5));
    QCOMPARE(features.lowest, std::optional(60));
    QCOMPARE(features.highest, std::optional(67));
    QCOMPARE(features.meanPitch, std::optional(62.0));
}

void tst_Features::repeatedPitchesAreNoMoves()
{
    QVERIFY(!measureFeatures(quarters({60, 60, 60}), fourFour(1), {0, 1}).stepShare);
    QCOMPARE(measureFeatures(quarters({60, 60, 61}), fourFour(1), {0, 1}).stepShare, std::optional(1.0));
}

void tst_Features::chordsSoundTogetherAndSpanTheirWidth()
{
    const std::vector<FeatureNote> notes{{0, 24, 67}, {0, 24, 60}, {12, 12, 72}, {24, 12, 40}};
    const Features features = measureFeatures(notes, fourFour(1), {0, 1});
    QCOMPARE(features.polyphony, 3);
    QCOMPARE(features.span, 12);
}

void tst_Features::aNoteOverTheNextBeatIsSyncopated()
{
    // An eighth, then a quarter over the second beat, then an eighth, then a half note on the third beat.
    const std::vector<FeatureNote> notes{{0, 6, 60}, {6, 12, 62}, {18, 6, 64}, {24, 24, 65}};
    QCOMPARE(measureFeatures(notes, fourFour(1), {0, 1}).syncopation, std::optional(0.25));
    QCOMPARE(measureFeatures(quarters({60, 62}), fourFour(1), {0, 1}).syncopation, std::optional(0.0));
}

void tst_Features::majorThirdsSoundBrighterThanMinorOnes()
{
    QVERIFY(*brightness(quarters({60, 64, 67}), 0) > *brightness(quarters({60, 63, 67}), 0));
    QVERIFY(*brightness(quarters({72, 76, 79}), 0) > *brightness(quarters({60, 64, 67}), 0));
    // The same chord on another tonic, at the same height but for two semitones.
    QVERIFY(std::abs(*brightness(quarters({62, 66, 69}), 2) - *brightness(quarters({60, 64, 67}), 0)) < 0.03);
    QVERIFY(!brightness({}, 0));
}

void tst_Features::anEndThatRestsOnTheTonicIsClosed()
{
    constexpr int kBeat = 12, kBar = 48, kC = 0;
    // Bars of four quarters: the last chord is a half note.
    const auto endsOn = [](std::vector<int> chord, int start) {
        std::vector<FeatureNote> notes = quarters({64, 65});
        for (const int pitch : chord)
            notes.push_back({start, kBar - start, pitch});
        return notes;
    };
    QCOMPARE(closing(endsOn({48, 64, 67, 72}, 24), kC, kBar, kBeat), std::optional(1.0));
    QCOMPARE(closing(endsOn({60}, 24), kC, kBar, kBeat), std::optional(1.0));
    QCOMPARE(closing(endsOn({43, 62, 71}, 24), kC, kBar, kBeat), std::optional(0.5 / 3)); // the dominant
    QCOMPARE(closing(endsOn({64}, 24), kC, kBar, kBeat), std::optional(0.5));   // at home, but not on the tonic
    QCOMPARE(closing(endsOn({60}, 36), kC, kBar, kBeat), std::optional(0.5));   // only one beat of rest
    QCOMPARE(closing(endsOn({62}, 24), kC, kBar, kBeat), std::optional(0.0));
    QCOMPARE(closing(endsOn({57, 60, 64}, 24), 9, kBar, kBeat), std::optional(1.0)); // in A minor
    QVERIFY(!closing({}, kC, kBar, kBeat));
}

void tst_Features::moreNotesAndFasterOnesHaveMoreEnergy()
{
    QVERIFY(energy(4, 120, 0) > energy(1, 120, 0));
    QVERIFY(energy(1, 160, 0) > energy(1, 80, 0));
    QVERIFY(energy(1, 80, 0.4) > energy(1, 80, 0));
    QVERIFY(energy(1000, 1000, 1) <= 1 && energy(0, 10, 0) >= 0);
}

void tst_Features::energyIsGivenByNotesAndThenBySyncopation()
{
    constexpr double kUsual = 0.02, kFastest = 4;
    for (const double bpm : {40.0, 90.0, 180.0})
        for (double asked = 0; asked <= 1; asked += 0.01) {
            const Liveliness lively = livelinessFor(asked, bpm, kFastest);
            QVERIFY(lively.notesPerQuarter > 0 && lively.notesPerQuarter <= kFastest);
            const double given = energy(lively.notesPerQuarter, bpm, lively.syncopation.value_or(kUsual));
            const double least = energy(0.125, bpm, 0), most = energy(kFastest, bpm, 0.5);
            QVERIFY(std::abs(given - std::clamp(asked, least, most)) < 0.02 + 1e-9); // a little is left free
        }
    QVERIFY(!livelinessFor(energy(2, 90, kUsual), 90, kFastest).syncopation);
    QCOMPARE(livelinessFor(1, 90, kFastest).syncopation, std::optional(0.5));
    QCOMPARE(livelinessFor(0, 90, kFastest).syncopation, std::optional(0.0));
}

void tst_Features::aDraftIsCountedAsItIsMeasuredInTheEnd()
{
    Random random(7);
    const StepGrid grid = fourFour(4);
    for (int round = 0; round < 50; ++round) {
        std::vector<FeatureNote> notes;
        Tally tally;
        const int tonic = random.below(12);
        std::optional<int> top;
        for (int start = random.below(6); start < grid[3].firstStep + grid[3].steps; start += 1 + random.below(12)) {
            const int pitch = 40 + random.below(40), steps = 1 + random.below(24);
            notes.push_back({start, steps, pitch});
            tally.addTime(grid[start / grid[0].steps], start % grid[0].steps, steps);
            tally.addPitch(pitch, (pitch - tonic + 12) % 12, steps);
            tally.addMove(top ? pitch - *top : 0);
            top = pitch;
        }
        const Features features = measureFeatures(notes, grid, {0, 4});
        const auto share = [](int part, int all) { return all > 0 ? std::optional(static_cast<double>(part) / all) : std::nullopt; };
        QCOMPARE(share(tally.syncopated, tally.notes), features.syncopation);
        QCOMPARE(share(tally.small, tally.moves), features.stepShare);
        QCOMPARE(share(tally.large, tally.moves), features.leapShare);
        QVERIFY(std::abs(tally.brightness(0, 0) - *brightness(notes, tonic)) < 1e-9);
    }
}

void tst_Features::silenceHasNoFeatures()
{
    const Features features = measureFeatures({}, fourFour(1), {0, 1});
    QCOMPARE(features.density, 0.0);
    QCOMPARE(features.polyphony, 0);
    QVERIFY(!features.meanPitch && !features.stepShare && !features.syncopation);
}

QTEST_APPLESS_MAIN(tst_Features)
#include "tst_Features.moc"
