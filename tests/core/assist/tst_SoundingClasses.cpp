// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SoundingClasses.h"
#include "support/SongText.h"

#include <QTest>

#include <numeric>

using namespace continuo;

namespace {

Score scoreOf(std::string_view music)
{
    const Song song = songFromText(music);
    return makeScore(song, 1, song.lastBar());
}

std::vector<int> allParts(const Score& score)
{
    std::vector<int> parts(score.parts.size());
    std::iota(parts.begin(), parts.end(), 0);
    return parts;
}

/// All parts of the music, at each step.
std::vector<PitchClasses> classesOf(std::string_view music)
{
    const Score score = scoreOf(music);
    return soundingClasses(score, allParts(score), {0, score.grid.size()});
}

/// Of the music at one step, in the order of the pitch classes from C.
std::string at(std::string_view music, int step)
{
    return classesOf(music).at(static_cast<std::size_t>(step)).to_string();
}

double agreement(std::string_view one, std::string_view other)
{
    return harmonyAgreement(classesOf(one), classesOf(other));
}

/// Of the bars from `begin` to before `end`, all parts.
double foreign(std::string_view music, Range<int> bars)
{
    const Score score = scoreOf(music);
    return foreignToneShare(score, allParts(score), bars, {0, score.grid.size()});
}

} // namespace

class tst_SoundingClasses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBarOfFourQuartersHasFortyEightSteps() { QCOMPARE(classesOf("C4 w").size(), 48u); }
    void partsSoundTogetherInWhateverOctave() { QCOMPARE(at("S: C5 w\nA: E3+C2 w", 0), std::string("000000010001")); }
    void aNoteSoundsUntilItEnds()
    {
        QCOMPARE(at("C4 h | G4 h", 23), std::string("000000000001"));
        QCOMPARE(at("C4 h | G4 h", 24), std::string("000010000000"));
    }
    void aRestIsSilent() { QCOMPARE(at("C4 q | - q | E4 h", 12), std::string("000000000000")); }

    void aHarmonyAgreesWithItself() { QCOMPARE(agreement("C4+E4+G4 h | F4+A4 h", "C4+E4+G4 h | F4+A4 h"), 1.0); }
    void anotherVoicingIsTheSameHarmony() { QCOMPARE(agreement("C4+E4+G4 w", "G2+E5+C6 w"), 1.0); }
    void halfTheBarIsHalfTheAgreement() { QCOMPARE(agreement("C4+E4 h | C4+E4 h", "C4+E4 h | D4+F4 h"), 0.5); }
    void whatOneAloneSoundsIsNoAgreement() { QCOMPARE(agreement("C4 w", "C4 h | - h"), 0.5); }
    void silenceInBothDoesNotCount() { QCOMPARE(agreement("C4 h | - h", "C4 h | - h"), 1.0); }
    void twoSilencesAgree() { QCOMPARE(harmonyAgreement(std::vector<PitchClasses>(4), std::vector<PitchClasses>(4)), 1.0); }

    void tonesInAnyOctaveAreNotForeign() { QCOMPARE(foreign("C4+E4+G4 w | C2 h | E6 h", {1, 2}), 0.0); }
    void aToneThatWasNotHeardIsForeignForAsLongAsItSounds() { QCOMPARE(foreign("C4+E4+G4 w | C4 h | C4 q | F#4 q", {1, 2}), 0.25); }
    void whatOnePartHadIsNotForeignToAnother() { QCOMPARE(foreign("S: C5 w | E5 w\nB: E3 w | C3 w", {1, 2}), 0.0); }
    void whatComesAfterwardsIsNotForeign() { QCOMPARE(foreign("C4 w | D4 w | D4 w", {1, 2}), 0.0); }
    void onePartOfAChordCounts() { QCOMPARE(foreign("C4 w | C4+D4 w", {1, 2}), 0.5); }
    void whereNothingWasHeardNothingIsForeign() { QCOMPARE(foreign("- w | C4 w", {1, 2}), 0.0); }
};

QTEST_APPLESS_MAIN(tst_SoundingClasses)
#include "tst_SoundingClasses.moc"
