// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Chord.h"

#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

/// The chord as twelve characters from C on: x where the pitch class belongs to it; "none" when it is no chord.
std::string tones(std::string_view symbol)
{
    const auto chord = parseChord(symbol);
    if (!chord)
        return "none";
    std::string text;
    for (int pitchClass = 0; pitchClass < 12; ++pitchClass)
        text += (chord->pitchClasses >> pitchClass & 1u) != 0 ? 'x' : '.';
    return text;
}

} // namespace

class TestChord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void symbolsAreSetsOfPitchClasses()
    {
        QCOMPARE(tones("C"), "x...x..x...."s);
        QCOMPARE(tones("Am"), "x...x....x.."s);
        QCOMPARE(tones("F#dim"), "x.....x..x.."s);
        QCOMPARE(tones("Bb7"), "..x..x..x.x."s);
        QCOMPARE(tones("Cb"), "...x..x....x"s);
        QCOMPARE(tones("G5"), "..x....x...."s);
        QCOMPARE(tones("C9"), "x.x.x..x..x."s);
        QCOMPARE(tones("N.C."), "xxxxxxxxxxxx"s);
    }

    void aBassNoteBelongsToTheChord()
    {
        QCOMPARE(tones("C/B"), "x...x..x...x"s);
        QCOMPARE(tones("Dm/G"), "..x..x.x.x.."s);
    }

    void closePositionBeginsAtTheBass()
    {
        const auto names = [](std::string_view symbol, int lowest) {
            std::string text;
            for (const Pitch pitch : chordPitches(*parseChord(symbol), Pitch(lowest)))
                text += (text.empty() ? "" : " ") + pitchName(pitch);
            return text;
        };
        QCOMPARE(names("C", 48), "C3 E3 G3"s);
        QCOMPARE(names("C", 49), "C4 E4 G4"s);
        QCOMPARE(names("Am7/E", 48), "E3 G3 A3 C4"s);
        QCOMPARE(names("G7/B", 60), "B4 D5 F5 G5"s);
        QCOMPARE(names("C/B", 48), "B3 C4 E4 G4"s);
        QCOMPARE(names("N.C.", 48), ""s);
        QCOMPARE(names("C", 121), ""s);
    }

    void everyQualityNamesItsRootAsBass()
    {
        QCOMPARE(parseChord("F#m7b5")->root, std::optional(6));
        QCOMPARE(parseChord("F#m7b5")->bass, std::optional(6));
        QCOMPARE(parseChord("Dm/G")->root, std::optional(2));
        QCOMPARE(parseChord("Dm/G")->bass, std::optional(7));
        QVERIFY(!parseChord("N.C.")->bass);
    }

    void otherTextIsNoChord()
    {
        for (const char* text : {"", "H", "c", "C#b", "Cmi", "C/", "C/x", "C/Gm", "7", "C 7"})
            QCOMPARE(tones(text), "none"s);
    }
};

QTEST_APPLESS_MAIN(TestChord)
#include "tst_Chord.moc"
