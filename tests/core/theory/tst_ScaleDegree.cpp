// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ScaleDegree.h"

#include <QtTest>

using namespace continuo;

namespace {

std::string degrees(const char* key, std::initializer_list<int> pitches)
{
    std::string text;
    for (const int pitch : pitches)
        text += degreeName(degreeOf(Pitch(pitch), *parseKey(key))) + " ";
    return text;
}

} // namespace

class tst_ScaleDegree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theScaleCountsFromOneToSeven()
    {
        QCOMPARE(degrees("C major", {60, 62, 64, 65, 67, 69, 71}), std::string("1 2 3 4 5 6 7 "));
        QCOMPARE(degrees("A minor", {57, 59, 60, 62, 64, 65, 67}), std::string("1 2 3 4 5 6 7 "));
        QCOMPARE(degrees("Eb major", {63, 67, 70}), std::string("1 3 5 "));
    }

    void whatIsBetweenIsAltered()
    {
        QCOMPARE(degrees("C major", {61, 63, 66, 68, 70}), std::string("b2 b3 #4 b6 b7 "));
        QCOMPARE(degrees("A minor", {58, 61, 63, 66, 68}), std::string("b2 #3 #4 #6 #7 "));
    }

    void whatIsUnalteredIsInTheSignature()
    {
        for (const Mode mode : {Mode::Major, Mode::Minor})
            for (int fifths = -7; fifths <= 7; ++fifths)
                for (int number = 0; number < 128; ++number) {
                    const KeySignature key{fifths, mode};
                    const bool isNamed = (key.diatonicMask() >> Pitch(number).pitchClass() & 1u) != 0;
                    QCOMPARE(degreeOf(Pitch(number), key).alteration == 0, isNamed);
                }
    }

    void theTonicIsDo()
    {
        QCOMPARE(solfegeName(Pitch(62), *parseKey("D major")), std::string("Do"));
        QCOMPARE(solfegeName(Pitch(66), *parseKey("D major")), std::string("Mi"));
        QCOMPARE(solfegeName(Pitch(60), *parseKey("A minor")), std::string("Me"));
    }
};

QTEST_APPLESS_MAIN(tst_ScaleDegree)
#include "tst_ScaleDegree.moc"
