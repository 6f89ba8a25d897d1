// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Repetition.h"
#include "support/SongText.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace continuo;

namespace {

double repeated(std::string_view music)
{
    const Song song = songFromText(music);
    const Score score = makeScore(song, 1, song.lastBar());
    return repeatedBars(score, 0, {0, score.grid.size()});
}

/// Of the bars from the fourth on, those that are of the first three.
double old(std::string_view music)
{
    const Song song = songFromText(music);
    const Score score = makeScore(song, 1, song.lastBar());
    return barsFrom(score, 0, {0, 3}, {3, score.grid.size()});
}

} // namespace

class tst_Repetition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneBarAgainAndAgainRepeats() { QCOMPARE(repeated("C4 h | G4 h | C4 h | G4 h | C4 h | G4 h | C4 h | G4 h"), 1.0); }
    void aPatternOfTwoBarsRepeatsFromItsThirdOn() { QCOMPARE(repeated("C4 w | D4 w | C4 w | D4 w"), 2.0 / 3); }
    void otherPitchesOrTimesAreNoRepetition()
    {
        QCOMPARE(repeated("C4 w | D4 w | E4 w | F4 w"), 0.0);
        QCOMPARE(repeated("C4 h | C4 h | C4 q | C4 h. | C4 h. | C4 q | C4 w"), 0.0);
    }
    void howLongNotesSoundDoesNotMatter() { QCOMPARE(repeated("C4 w | C4 h | - h | C4 q | - h. | C4 w"), 1.0); }
    void barsWithoutNotesDoNotCount() { QCOMPARE(repeated("C4 w | - w | C4 w | - w | C4 w | C4 w"), 1.0); }
    void threeBarsTellNothing() { QCOMPARE(repeated("C4 w | C4 w | C4 w"), 0.0); }

    void barsOfTheMusicBeforeAreFoundInAnyOrder() { QCOMPARE(old("C4 w | D4 w | E4 w | E4 w | C4 w"), 1.0); }
    void barsThatAreNewAreNotOfIt() { QCOMPARE(old("C4 w | D4 w | E4 w | F4 w | F4 w | D4 w | E4 h | C4 h"), 0.25); }
    void onlyMelodiesAreTunes()
    {
        const Song song = songFromText("S: C5 w | D5 w | E5 w | C5 w | F5 w\nB: C2 w | G2 w | C2 w | G2 w | C2 w");
        const Score score = makeScore(song, 1, 5);
        const std::vector<int> both{0, 1}, bass{1};
        QCOMPARE(oldTuneShare(score, both, {0, 3}, {3, 5}), std::optional<double>(0.5));
        QCOMPARE(oldTuneShare(score, bass, {0, 3}, {3, 5}), std::optional<double>());
    }
    void silenceIsOfNoMusic() { QCOMPARE(old("C4 w | - w | E4 w | - w | E4 w"), 1.0); }
};

QTEST_APPLESS_MAIN(tst_Repetition)
#include "tst_Repetition.moc"
