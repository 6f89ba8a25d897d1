// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Spelling.h"

#include <QTest>

#include <string>

using namespace continuo;

namespace {

std::string named(SpelledPitch spelled)
{
    return spelled.step + std::string(static_cast<std::size_t>(std::abs(spelled.alter)), spelled.alter > 0 ? '#' : 'b')
           + std::to_string(spelled.octave);
}

} // namespace

class TestSpelling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySpellingSoundsAsThePitch()
    {
        for (int fifths = -7; fifths <= 7; ++fifths)
            for (const Mode mode : {Mode::Major, Mode::Minor})
                for (int number = 0; number < 128; ++number) {
                    const SpelledPitch spelled = spelledIn({fifths, mode}, Pitch(number));
                    QCOMPARE(semitonesOf(spelled), number);
                    QVERIFY(std::abs(spelled.alter) <= 2);
                }
    }

    void tonesOfTheScaleAreAsTheSignatureHasThem()
    {
        for (int fifths = -7; fifths <= 7; ++fifths)
            for (int number = 60; number < 72; ++number) {
                const KeySignature key{fifths, Mode::Major};
                const SpelledPitch spelled = spelledIn(key, Pitch(number));
                if ((key.diatonicMask() >> (number % 12) & 1u) != 0)
                    QVERIFY2(fifths >= 0 ? spelled.alter >= 0 && spelled.alter <= 1 : spelled.alter <= 0 && spelled.alter >= -1, named(spelled).c_str());
            }
    }

    void usualNamesAreGiven()
    {
        const auto nameIn = [](KeySignature key, int number) { return named(spelledIn(key, Pitch(number))); };
        QCOMPARE(nameIn({0, Mode::Minor}, 68), std::string("G#4")); // the leading tone of A minor
        QCOMPARE(nameIn({0, Mode::Major}, 68), std::string("Ab4"));
        QCOMPARE(nameIn({0, Mode::Major}, 66), std::string("F#4"));
        QCOMPARE(nameIn({0, Mode::Major}, 70), std::string("Bb4"));
        QCOMPARE(nameIn({-6, Mode::Major}, 71), std::string("Cb5"));
        QCOMPARE(nameIn({7, Mode::Major}, 60), std::string("B#3"));
        QCOMPARE(nameIn({-3, Mode::Minor}, 71), std::string("B4"));
    }
};

QTEST_APPLESS_MAIN(TestSpelling)
#include "tst_Spelling.moc"
