// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/HarmonyMotion.h"
#include "support/SongText.h"

#include <QTest>

using namespace continuo;

namespace {

Score scoreOf(std::string_view music)
{
    const Song song = songFromText(music);
    return makeScore(song, 1, song.lastBar());
}

/// "1 of 3" bars.
QString kept(std::string_view music)
{
    const Score score = scoreOf(music);
    const KeptChords chords = keptChords(score, {0, score.grid.size()}, {});
    return QStringLiteral("%1 of %2").arg(chords.kept).arg(chords.possible);
}

double departure(std::string_view music, Range<int> spans)
{
    const Score score = scoreOf(music);
    return harmonyPaceDeparture(score, spans, {0, score.grid.size()}, {});
}

} // namespace

class tst_HarmonyMotion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChordThatComesAgainIsKept() { QCOMPARE(kept("C4+E4+G4 w | C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w"), "1 of 3"); }
    void anotherPositionIsTheSameChord() { QCOMPARE(kept("C4+E4+G4 w | E4 q | G4 q | C5 q | G4 q"), "1 of 1"); }
    void aSeventhThatIsAddedOrGoesKeepsTheChord() { QCOMPARE(kept("G3+B3+D4 w | G3+B3+D4+F4 w | G3+B3+D4 w"), "2 of 2"); }
    void theRelativeChordIsAnother() { QCOMPARE(kept("C4+E4+G4 w | A3+C4+E4 w"), "0 of 1"); }
    void allPartsMakeTheHarmony() { QCOMPARE(kept("S: E4+G4 w | E4+G4 w\nB: C3 w | A2+C#3 w"), "0 of 1"); }
    void barsWithoutAChordDoNotCount() { QCOMPARE(kept("C4+E4+G4 w | - w | C4+E4+G4 w | C4+E4+G4 w"), "1 of 1"); }
    void oneBarHasNoneBefore() { QCOMPARE(kept("C4+E4+G4 w"), "0 of 0"); }

    void musicThatGoesOnMovingIsNoDeparture()
    {
        QCOMPARE(departure("C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w | C4+E4+G4 w", {2, 4}), 0.0);
    }
    void standingStillWhereItMovedIsOne()
    {
        QCOMPARE(departure("C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w | G4+B4+D5 w | G4+B4+D5 w", {3, 5}), 1.0);
    }
    void movingWhereItStoodStillIsOne() { QCOMPARE(departure("C4+E4+G4 w | C4+E4+G4 w | F4+A4+C5 w", {2, 3}), 1.0); }
    void musicAfterCountsToo()
    {
        QCOMPARE(departure("C4+E4+G4 w | C4+E4+G4 w | C4+E4+G4 w | F4+A4+C5 w | G4+B4+D5 w", {1, 3}), 1.0);
    }
    void nothingAroundIsNothingToLeave() { QCOMPARE(departure("C4+E4+G4 w | C4+E4+G4 w", {0, 2}), 0.0); }
};

QTEST_APPLESS_MAIN(tst_HarmonyMotion)
#include "tst_HarmonyMotion.moc"
