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

    void otherTextIsNoChord()
    {
        for (const char* text : {"", "H", "c", "C#b", "Cmi", "C/", "C/x", "C/Gm", "7", "C 7"})
            QCOMPARE(tones(text), "none"s);
    }
};

QTEST_APPLESS_MAIN(TestChord)
#include "tst_Chord.moc"
