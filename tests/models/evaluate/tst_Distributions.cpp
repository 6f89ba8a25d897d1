// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Distributions.h"

#include "models/evaluate/Excerpts.h"

#include <QtTest>

using namespace continuo;

namespace {

/// Bins that hold something: bin, count.
std::vector<std::pair<int, double>> filled(MusicFeature feature, const Excerpt& excerpt)
{
    std::vector<std::pair<int, double>> bins;
    int bin = 0;
    for (const double count : histogram(feature, excerpt)) {
        if (count > 0)
            bins.emplace_back(bin, count);
        ++bin;
    }
    return bins;
}

using Bins = std::vector<std::pair<int, double>>;

} // namespace

class tst_Distributions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pitchClassesCountFromTheTonic();
    void intervalsFollowTheTopOfEachPart();
    void wideIntervalsShareABin();
    void durationsAreTheirClasses();
    void densityIsTakenBarByBar();
    void grooveIsWhereOnsetsFallInTheBar();
    void notesThatRingOutOfTheExcerptAreCut();
};

void tst_Distributions::pitchClassesCountFromTheTonic()
{
    Excerpt excerpt = excerptFromText("D4 q | F#4 q | D5 q");
    excerpt.tonic = 2;
    QCOMPARE(filled(MusicFeature::PitchClass, excerpt), (Bins{{0, 2}, {4, 1}}));
}

void tst_Distributions::intervalsFollowTheTopOfEachPart()
{
    QCOMPARE(filled(MusicFeature::Interval, excerptFromText("A: C4+E4 q | D4+G4 q\nB: C3 q | C3 q")), (Bins{{13, 1}, {13 + 3, 1}}));
}

void tst_Distributions::wideIntervalsShareABin()
{
    QCOMPARE(filled(MusicFeature::Interval, excerptFromText("C3 q | E5 q | C3 q | G5 q")), (Bins{{0, 1}, {26, 2}}));
}

void tst_Distributions::durationsAreTheirClasses()
{
    QCOMPARE(filled(MusicFeature::Duration, excerptFromText("C4 q | C4 e")), (Bins{{durationClass(6), 1}, {durationClass(12), 1}}));
}

void tst_Distributions::densityIsTakenBarByBar()
{
    // One note a quarter in the first bar, a quarter of that in the second.
    QCOMPARE(filled(MusicFeature::Density, excerptFromText("C4 q | D4 q | E4 q | F4 q | G4 w")), (Bins{{1, 1}, {4, 1}}));
    // A bar without notes is a bar.
    QCOMPARE(filled(MusicFeature::Density, excerptFromText("A: C4 w | C4 w\nB: - w | C4 w")), (Bins{{0, 1}, {1, 3}}));
}

void tst_Distributions::grooveIsWhereOnsetsFallInTheBar()
{
    QCOMPARE(filled(MusicFeature::Groove, excerptFromText("C4+E4 h. | D4 e | D4 e | C4 w")), (Bins{{0, 2}, {36, 1}, {42, 1}}));
}

void tst_Distributions::notesThatRingOutOfTheExcerptAreCut()
{
    const Song song = songFromText("C4 w | D4 w");
    const Score score = makeScore(song, 1, 2);
    Score longer = score;
    longer.cells[0][0][0].duration = static_cast<std::uint8_t>(durationClass(96));
    const std::vector<int> parts{0};
    QCOMPARE(excerptOf(longer, parts, {0, 1}, {}).notes.front().steps, 48);
}

QTEST_APPLESS_MAIN(tst_Distributions)
#include "tst_Distributions.moc"
