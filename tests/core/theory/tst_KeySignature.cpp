// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/KeySignature.h"

#include "support/QtText.h"

#include <bit>

using namespace continuo;
using namespace std::string_literals;

namespace {

/// The scale as twelve characters from C on: x where the pitch class belongs to it.
std::string scaleText(KeySignature key)
{
    std::string text;
    for (int pitchClass = 0; pitchClass < 12; ++pitchClass)
        text += key.scaleMask() >> pitchClass & 1u ? 'x' : '.';
    return text;
}

} // namespace

class TestKeySignature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tonics()
    {
        QCOMPARE((KeySignature{0, Mode::Major}.tonic()), 0);
        QCOMPARE((KeySignature{0, Mode::Minor}.tonic()), 9);
        QCOMPARE((KeySignature{1, Mode::Major}.tonic()), 7);
        QCOMPARE((KeySignature{-1, Mode::Major}.tonic()), 5);
        QCOMPARE((KeySignature{-1, Mode::Minor}.tonic()), 2);
        QCOMPARE((KeySignature{7, Mode::Major}.tonic()), 1);
        QCOMPARE((KeySignature{-7, Mode::Major}.tonic()), 11);
        QCOMPARE((KeySignature{-7, Mode::Minor}.tonic()), 8);
    }

    void scales()
    {
        //                                                  C D EF G A B
        QCOMPARE(scaleText({0, Mode::Major}), "x.x.xx.x.x.x"s);
        QCOMPARE(scaleText({1, Mode::Major}), "x.x.x.xx.x.x"s);
        QCOMPARE(scaleText({-3, Mode::Major}), "x.xx.x.xx.x."s);
        // Minor keeps the natural seventh and allows the raised one: in C minor Bb and B, in A minor G and G#.
        QCOMPARE(scaleText({-3, Mode::Minor}), "x.xx.x.xx.xx"s);
        QCOMPARE(scaleText({0, Mode::Minor}), "x.x.xx.xxx.x"s);
    }

    void scaleHoldsItsTonicAndItsSignature()
    {
        for (int fifths = -7; fifths <= 7; ++fifths) {
            const KeySignature major{fifths, Mode::Major}, minor{fifths, Mode::Minor};
            QVERIFY(major.scaleMask() >> major.tonic() & 1u);
            QVERIFY(minor.scaleMask() >> minor.tonic() & 1u);
            QCOMPARE(std::popcount(major.scaleMask()), 7);
            QCOMPARE(std::popcount(minor.scaleMask()), 8);
            QCOMPARE(minor.scaleMask() & major.scaleMask(), major.scaleMask()); // the relative keys share a signature
        }
    }

    void everyNameReadsBack()
    {
        for (const Mode mode : {Mode::Major, Mode::Minor})
            for (int fifths = -7; fifths <= 7; ++fifths) {
                const KeySignature key{fifths, mode};
                QCOMPARE(parseKey(keyName(key)), std::optional(key));
            }
    }

    void waysToWriteAKey()
    {
        const KeySignature dMinor{-1, Mode::Minor};
        for (const char* text : {"D minor", "d minor", "d min", "Dm", " D  Minor ", "dm", "D m"})
            QVERIFY2(parseKey(text) == dMinor, text);
        const KeySignature bFlat{-2, Mode::Major};
        for (const char* text : {"Bb", "bb major", "BbM", "Bb maj"})
            QVERIFY2(parseKey(text) == bFlat, text);
        QCOMPARE(parseKey("B"), std::optional(KeySignature{5, Mode::Major}));
        QCOMPARE(parseKey("bm"), std::optional(KeySignature{2, Mode::Minor}));
    }

    void whatIsNoKeyIsNothing()
    {
        for (const char* text : {"", " ", "H major", "D dorian", "G# major", "minor", "D#", "Fb minor", "C4", "Cmm"})
            QVERIFY2(!parseKey(text), text);
    }

    void keyWithTonicTakesTheFewestAccidentals()
    {
        for (const Mode mode : {Mode::Major, Mode::Minor})
            for (int tonic = 0; tonic < 12; ++tonic) {
                const KeySignature key = keyWithTonic(tonic, mode);
                QCOMPARE(key.tonic(), tonic);
                QCOMPARE(key.mode, mode);
                QVERIFY(key.fifths >= -6 && key.fifths <= 6);
            }
        QCOMPARE(keyName(keyWithTonic(1, Mode::Major)), "Db major"s);
        QCOMPARE(keyName(keyWithTonic(8, Mode::Minor)), "G# minor"s);
    }
};

QTEST_APPLESS_MAIN(TestKeySignature)
#include "tst_KeySignature.moc"
