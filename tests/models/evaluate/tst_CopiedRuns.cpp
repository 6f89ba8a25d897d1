// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/CopiedRuns.h"

#include "core/base/Random.h"
#include "models/evaluate/Excerpts.h"

#include <QtTest>

#include <algorithm>

using namespace continuo;

namespace {

MelodySteps stepsOf(std::string_view text)
{
    return melodySteps(topLine(excerptFromText(text), 0));
}

/// By trying every pair of places.
int longestByHand(const MelodySteps& melody, const std::vector<MelodySteps>& known)
{
    int longest = 0;
    for (const MelodySteps& other : known)
        for (std::size_t i = 0; i < melody.size(); ++i)
            for (std::size_t j = 0; j < other.size(); ++j) {
                int run = 0;
                while (i + static_cast<std::size_t>(run) < melody.size() && j + static_cast<std::size_t>(run) < other.size()
                       && melody[i + static_cast<std::size_t>(run)] == other[j + static_cast<std::size_t>(run)])
                    ++run;
                longest = std::max(longest, run);
            }
    return longest;
}

} // namespace

class tst_CopiedRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMelodyInAnotherKeyHasTheSameSteps();
    void anotherRhythmHasOtherSteps();
    void theTopOfAChordIsTheMelody();
    void aKnownMelodyIsFoundAsAWhole();
    void aRunDoesNotGoOnIntoTheNextMelody();
    void runsAreTheLongestThatThereAre();
};

void tst_CopiedRuns::aMelodyInAnotherKeyHasTheSameSteps()
{
    QCOMPARE(stepsOf("C4 q | D4 e | E4 q"), stepsOf("E4 q | F#4 e | G#4 q"));
}

void tst_CopiedRuns::anotherRhythmHasOtherSteps()
{
    QVERIFY(stepsOf("C4 q | D4 q") != stepsOf("C4 e | D4 q"));
    QVERIFY(stepsOf("C4 q | D4 q") != stepsOf("D4 q | C4 q"));
    // How long the last one sounds makes no step.
    QCOMPARE(stepsOf("C4 q | D4 q"), stepsOf("C4 q | D4 h"));
}

void tst_CopiedRuns::theTopOfAChordIsTheMelody()
{
    QCOMPARE(stepsOf("C4+E4 q | A3+F4 q"), stepsOf("E4 q | F4 q"));
}

void tst_CopiedRuns::aKnownMelodyIsFoundAsAWhole()
{
    KnownMelodies known;
    const Song song = songFromText("C4 q | D4 q | E4 q | G4 q");
    known.learn(makeScore(song, 1, song.lastBar()));
    QCOMPARE(known.longestRuns({stepsOf("D4 q | E4 q | F#4 q | A4 q"), stepsOf("C4 q | D4 q | C4 q"), stepsOf("C4 h | B3 h")}),
             (std::vector<int>{3, 1, 0}));
}

void tst_CopiedRuns::aRunDoesNotGoOnIntoTheNextMelody()
{
    KnownMelodies known;
    known.learn(MelodySteps{1, 2});
    known.learn(MelodySteps{3, 4});
    QCOMPARE(known.longestRuns({{1, 2, 3, 4}}), std::vector<int>{2});
}

void tst_CopiedRuns::runsAreTheLongestThatThereAre()
{
    Random random(5);
    for (int round = 0; round < 200; ++round) {
        const auto melodies = [&random](int count) {
            std::vector<MelodySteps> some(static_cast<std::size_t>(count));
            for (MelodySteps& melody : some)
                for (int length = 1 + random.below(12); length > 0; --length)
                    melody.push_back(random.below(3));
            return some;
        };
        const auto learned = melodies(4), asked = melodies(4);
        KnownMelodies known;
        for (const MelodySteps& melody : learned)
            known.learn(melody);
        std::vector<int> expected;
        for (const MelodySteps& melody : asked)
            expected.push_back(longestByHand(melody, learned));
        QCOMPARE(known.longestRuns(asked), expected);
    }
}

QTEST_APPLESS_MAIN(tst_CopiedRuns)
#include "tst_CopiedRuns.moc"
