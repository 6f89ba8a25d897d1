// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Pitch.h"

#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

class TestPitch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void middleCIsC4()
    {
        QCOMPARE(pitchName(Pitch(60)), "C4"s);
        QCOMPARE(Pitch(60).octave(), 4);
        QCOMPARE(Pitch(60).pitchClass(), 0);
    }

    void endsOfTheRangeHaveNames()
    {
        QCOMPARE(pitchName(Pitch(0)), "C-1"s);
        QCOMPARE(pitchName(Pitch(127)), "G9"s);
    }

    void everyNameReadsBack()
    {
        for (int number = 0; number < 128; ++number) {
            QCOMPARE(parsePitch(pitchName(Pitch(number))), std::optional(Pitch(number)));
            QCOMPARE(parsePitch(std::to_string(number)), std::optional(Pitch(number)));
        }
    }

    void spellingsOfOnePitch()
    {
        for (const char* text : {"A#3", "a#3", "Bb3", "bb3", "58", "Cbb4"})
            QCOMPARE(parsePitch(text), std::optional(Pitch(58)));
        QCOMPARE(parsePitch("B#3"), std::optional(Pitch(60)));
        QCOMPARE(parsePitch("Cb4"), std::optional(Pitch(59)));
    }

    void whatIsNoPitchIsNothing()
    {
        for (const char* text : {"", "H4", "C", "C#", "C4x", " C4", "C 4", "C10",
                                 "G#9", "Cb-1", "128", "-1", "C--1", "60.0"})
            QVERIFY2(!parsePitch(text), text);
    }

    void fiveBlackKeysInAnOctave()
    {
        std::string black;
        for (int number = 60; number < 72; ++number)
            black += Pitch(number).isBlackKey() ? 'x' : '.';
        QCOMPARE(black, ".x.x..x.x.x."s);
        for (int number = 12; number < 128; ++number)
            QCOMPARE(Pitch(number).isBlackKey(), Pitch(number - 12).isBlackKey());
    }
};

QTEST_APPLESS_MAIN(TestPitch)
#include "tst_Pitch.moc"
