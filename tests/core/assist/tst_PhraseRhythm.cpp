// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/PhraseRhythm.h"
#include "support/SongText.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace continuo;

namespace {

const std::string kRun = "C4 q | D4 q | E4 q | F4 q", kRest = "G4 w", kSilence = "- w";

/// Bars in order; a letter each: a line of quarter notes, a rest on a long one, silence.
double departure(std::string_view bars, Range<int> spans)
{
    std::string music;
    for (const char bar : bars)
        if (bar != ' ')
            music += (music.empty() ? "" : " | ") + (bar == 'l' ? kRun : bar == 'r' ? kRest : kSilence);
    const auto count = static_cast<int>(bars.size() - static_cast<std::size_t>(std::count(bars.begin(), bars.end(), ' ')));
    const std::vector<int> line{0};
    return phraseDeparture(makeScore(songFromText(music), 1, count), line, spans, {0, count});
}

} // namespace

class tst_PhraseRhythm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phrasesThatGoOnAreNoDeparture() { QCOMPARE(departure("lllr lllr lllr", {8, 12}), 0.0); }
    void aLineThatNoLongerRestsIsOne() { QVERIFY(departure("lllr lllr llll", {8, 12}) > 0.2); }
    void restingInAnotherBarIsAGreaterOne()
    {
        QVERIFY(departure("lllr lllr rlll", {8, 12}) > departure("lllr lllr llll", {8, 12}));
    }
    void silenceIsARest()
    {
        QCOMPARE(departure("l-l- l-l-", {4, 8}), 0.0);
        QVERIFY(departure("l-l- llll", {4, 8}) > 0.2);
    }
    void periodsAreTwoFourOrEightBars()
    {
        QVERIFY(departure("lr lr lr ll", {6, 8}) > 0.1);
        QVERIFY(departure("llllllrr llllllrr llllllll", {16, 24}) > 0.1);
        QCOMPARE(departure("llr llr llr lll", {9, 12}), 0.0);
    }
    void musicWithoutPhrasesHasNoneToLeave() { QCOMPARE(departure("llll rlrr", {4, 8}), 0.0); }
    void musicAfterTellsOfPhrasesToo()
    {
        QCOMPARE(departure("lllr lllr lllr", {0, 4}), 0.0);
        QVERIFY(departure("llll lllr lllr", {0, 4}) > 0.2);
    }
    void nothingAroundIsNothingToLeave() { QCOMPARE(departure("lllr", {0, 4}), 0.0); }

    void otherTonesAreTheSamePhrase()
    {
        const Song song = songFromText("C4 q | D4 q | E4 q | F4 q | G4 w | G4 q | F4 q | E4 q | D4 q | C4 w | A4 q | A4 q | B4 q | B4 q | C5 w");
        const std::vector<int> line{0};
        QCOMPARE(phraseDeparture(makeScore(song, 1, 6), line, {4, 6}, {0, 6}), 0.0);
    }

    void eachPartHasPhrasesOfItsOwn()
    {
        const Song song = songFromText("S: " + kRun + " | G4 w | " + kRun + " | G4 w | C4 w | G4 w\n"
                                       "B: C3 w | C3 w | C3 w | C3 w | C3 w | C3 w");
        const Score score = makeScore(song, 1, song.lastBar());
        const std::vector<int> both{0, 1}, melody{0}, bass{1};
        QCOMPARE(phraseDeparture(score, bass, {4, 6}, {0, 6}), 0.0);
        QVERIFY(phraseDeparture(score, melody, {4, 6}, {0, 6}) > 0);
        QCOMPARE(phraseDeparture(score, both, {4, 6}, {0, 6}), phraseDeparture(score, melody, {4, 6}, {0, 6}) / 2);
    }
};

QTEST_APPLESS_MAIN(tst_PhraseRhythm)
#include "tst_PhraseRhythm.moc"
