// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WishText.h"
#include "core/notation/ChordSymbols.h"
#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

/// "C F", each with the quarter of the song where it begins.
std::string chordsOf(const Song& song, int bar = 1)
{
    std::string all;
    for (const ChordSymbol& chord : chordSymbolsOfBar(song, bar))
        all += (all.empty() ? "" : " ") + chord.name + "@" + std::to_string(chord.at.value / kTicksPerQuarter.value);
    return all;
}

std::string chordsOf(const char* text, int bar = 1)
{
    return chordsOf(songFromText(text), bar);
}

} // namespace

class tst_ChordSymbols : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvesOfABarAreNamedWhereTheyDiffer()
    {
        QCOMPARE(chordsOf("A: C4+E4+G4 h | F4+A4+C5 h"), "C@0 F@2"s);
        QCOMPARE(chordsOf("A: C4+E4+G4 h | C4+E4+G4 h"), "C@0"s);
    }

    void barOfThreeBeatsIsNamedAsAWhole()
    {
        Song song = songFromText("A: C4+E4+G4 h | F4+A4+C5 q");
        song.meters = MeterMap({{Tick(0), {3, 4}}});
        QCOMPARE(chordsOf(song), "C@0"s);
    }

    void allTracksSoundTogether()
    {
        QCOMPARE(chordsOf("Melody: E5 w\nBass: C3 w\nViola: G4 w"), "C@0"s);
    }

    void whatIsNoChordHasNoName()
    {
        QCOMPARE(chordsOf("A: C4 w"), ""s);
        QCOMPARE(chordsOf("A: C4+E4+G4 w", 2), ""s);
    }

    void aMelodyAloneHasNoChords()
    {
        QCOMPARE(chordsOf("A: A4 q. | Bb4 e | C5 q | A4 q"), ""s);
        QCOMPARE(chordsOf("A: G4 h | C5 q | D5 q"), ""s); // G, C and D would be a suspended fourth
    }

    void aBrokenChordIsNamed()
    {
        QCOMPARE(chordsOf("A: C4 e | E4 e | G4 e | C5 e | A3 e | C4 e | E4 e | A4 e"), "C@0 Am@2"s);
        QCOMPARE(chordsOf("A: C4 35000t @0 | E4 35000t @1/2 | G4 35000t @1 | C5 e @3/2"), "C@0"s); // legato
    }

    void twoLinesTogetherHaveChords()
    {
        QCOMPARE(chordsOf("A: E5 h | D5 h\nB: C4 q | G4 q | G3 q | B3 q"), "C@0 G@2"s);
    }

    void aChartCanBeTypedAsChords()
    {
        const Song song = songFromText("A: C4+E4+G4 h | F4+A4+C5 h | - w | B3+D4+F4+A4 w\nB: C2 w");
        const std::string chart = chordChart(song, 1, 3);
        QCOMPARE(chart, "C F | N.C. | Bm7b5"s);
        QVERIFY(parseChordList(chart).ok());
        QCOMPARE(chordChart(song, 2, 2), ""s);
    }

    void mutedNotesAreNotHeard()
    {
        QCOMPARE(chordsOf("A: C4+E4+G4 w\nB: A3 w muted"), "C@0"s);
    }

    void flatsAreTheKeys()
    {
        Song song = songFromText("A: Bb3+D4+F4 w");
        QCOMPARE(chordsOf(song), "A#@0"s);
        song.keys = {{Tick(0), {-1, Mode::Major}}};
        QCOMPARE(chordsOf(song), "Bb@0"s);
    }
};

QTEST_APPLESS_MAIN(tst_ChordSymbols)
#include "tst_ChordSymbols.moc"
