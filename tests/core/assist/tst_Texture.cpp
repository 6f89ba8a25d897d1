// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Texture.h"
#include "support/SongText.h"

#include <QTest>

#include <numeric>

using namespace continuo;

namespace {

/// Of the spans of the music, all parts, from the music on both sides. Bars are of four quarters.
double departure(std::string_view music, Range<int> spans)
{
    const Song song = songFromText(music);
    const Score score = makeScore(song, 1, song.lastBar());
    std::vector<int> parts(score.parts.size());
    std::iota(parts.begin(), parts.end(), 0);
    return textureDeparture(score, parts, spans, {0, score.grid.size()});
}

/// Of the second bar from the first.
double ofSecondBar(std::string_view music)
{
    return departure(music, {1, 2});
}

} // namespace

class tst_Texture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void otherPitchesOfTheSameTextureAreNoDeparture() { QCOMPARE(ofSecondBar("C4 q | E4 q | C4 q | E4 q | D4 q | D4 q | D4 q | D4 q"), 0.0); }
    void anOctaveIsHalfOfAllThatCounts() { QCOMPARE(ofSecondBar("C4 w | C5 w"), 0.5); }
    void twiceAsManyNotesTogetherAreAsFarAsAnOctave() { QCOMPARE(ofSecondBar("E4 w | D4+F#4 w"), 0.5); }
    void twiceThePaceAtTheSameLengthIsAsFarAsAnOctave()
    {
        QCOMPARE(ofSecondBar("C4 q | - q | C4 q | - q | C4 q | C4 q | C4 q | C4 q"), 0.5);
    }
    void shorterNotesAreAnotherTexture() { QCOMPARE(ofSecondBar("C4 q | - q | C4 q | - q | C4 e | - e | - q | C4 e | - e | - q"), 0.5); }
    void nothingIsFartherThanOne() { QCOMPARE(ofSecondBar("C2 w | C6+E6+G6 s | C6+E6+G6 s | - h | - q | - e"), 1.0); }

    void goingBackToAnEarlierTextureIsNoDeparture() { QCOMPARE(departure("C4 h | C4 h | C6 w | C4 h | C4 h", {2, 3}), 0.0); }
    void musicAfterCountsToo() { QCOMPARE(departure("C4 w | C5 w | C5 w", {1, 2}), 0.0); }
    void whatIsNewDoesNotExcuseMoreOfIt() { QCOMPARE(departure("C4 w | C5 w | C5 w", {1, 3}), 0.5); }
    void theMeanOverAllBarsCounts() { QCOMPARE(departure("C4 w | C4 w | C5 w", {1, 3}), 0.25); }
    void restsAreNoDeparture() { QCOMPARE(departure("C4 w | - w | C4 w", {1, 3}), 0.0); }
    void partsAreComparedWithThemselves() { QCOMPARE(ofSecondBar("S: C5 w | C4 w\nB: C4 w | C4 w"), 0.25); }
    void aPartThatIsNewHasNothingToLeave() { QCOMPARE(ofSecondBar("S: C5 w | C5 w\nB: - w | C2 s | C2 s | C2 h | C2 q"), 0.0); }
};

QTEST_APPLESS_MAIN(tst_Texture)
#include "tst_Texture.moc"
