// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Crossings.h"
#include "support/SongText.h"

#include <QTest>

using namespace continuo;

namespace {

double crossed(std::string_view music, std::vector<int> lines)
{
    const Song song = songFromText(music);
    const Score score = makeScore(song, 1, song.lastBar());
    return crossingShare(score, lines, {0, score.grid.size()});
}

} // namespace

class tst_Crossings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesInOrderDoNotCross() { QCOMPARE(crossed("S: C5 h | D5 h\nA: E4 w\nB: C3 w", {0, 1, 2}), 0.0); }
    void aUnisonIsNoCrossing() { QCOMPARE(crossed("S: C5 w\nA: C5 w", {0, 1}), 0.0); }
    void theTimeIsMeasuredDuringWhichNeighboursCross() { QCOMPARE(crossed("S: C5 h | C4 h\nA: E4 w", {0, 1}), 0.5); }
    void restsDoNotCount() { QCOMPARE(crossed("S: - h | C4 h\nA: E4 w", {0, 1}), 1.0); }
    void onlyNeighboursAreCompared() { QCOMPARE(crossed("S: C4 w | C5 w\nA: - w | G4 w\nB: E4 w | E4 w", {0, 1, 2}), 0.0); }
    void aSingleLineCannotCross() { QCOMPARE(crossed("S: C4 w", {0}), 0.0); }
};

QTEST_APPLESS_MAIN(tst_Crossings)
#include "tst_Crossings.moc"
