// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ChordEstimate.h"

#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

/// The symbol for pitches that sound equally long, the first in the bass.
std::string symbolOf(std::initializer_list<int> pitches, bool flats = false)
{
    PitchClassWeights weights{};
    for (const int pitch : pitches)
        weights[static_cast<std::size_t>(pitch % 12)] += 1;
    const auto chord = estimateChord(weights, pitches.size() > 0 ? std::optional<int>(*pitches.begin() % 12) : std::nullopt, flats);
    return chord ? chord->name : "none";
}

} // namespace

class TestChordEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChordIsFoundInItsOwnTones()
    {
        for (const bool flats : {false, true})
            for (const auto& [root, bass] : std::initializer_list<std::pair<const char*, int>>{
                     {"C", 0}, {"D", 2}, {flats ? "Eb" : "D#", 3}, {"F", 5}, {"A", 9}, {"B", 11}})
                for (const char* quality : {"", "m", "7", "m7", "maj7", "dim", "m7b5", "sus4"}) {
                    const std::string symbol = std::string(root) + quality;
                    PitchClassWeights weights{};
                    for (int pitchClass = 0; pitchClass < 12; ++pitchClass)
                        weights[static_cast<std::size_t>(pitchClass)] = (parseChord(symbol)->pitchClasses >> pitchClass & 1u) != 0 ? 1 : 0;
                    const auto found = estimateChord(weights, bass, flats);
                    QVERIFY(found);
                    QCOMPARE(found->name, symbol);
                }
    }

    void aChordIsNamedByItsTonesWhateverTheBass()
    {
        QCOMPARE(symbolOf({52, 60, 67}), "C"s);
        QCOMPARE(symbolOf({67, 71, 74, 77}), "G7"s);
        QCOMPARE(symbolOf({58, 62, 65}, true), "Bb"s);
        QCOMPARE(symbolOf({58, 62, 65}, false), "A#"s);
    }

    void theBassTellsChordsOfTheSameTonesApart()
    {
        QCOMPARE(symbolOf({60, 64, 68}), "Caug"s);
        QCOMPARE(symbolOf({64, 68, 72}), "Eaug"s);
        QCOMPARE(symbolOf({60, 65, 67}), "Csus4"s);
    }

    void aPassingNoteDoesNoHarm()
    {
        PitchClassWeights weights{};
        weights[0] = 4;
        weights[4] = 4;
        weights[7] = 4;
        weights[2] = 1;
        QCOMPARE(estimateChord(weights, 0)->name, "C"s);
    }

    void aThirdAloneIsItsTriad()
    {
        QCOMPARE(symbolOf({60, 64}), "C"s);
        QCOMPARE(symbolOf({57, 60}), "Am"s);
    }

    void oneNoteAndClustersAreNoChord()
    {
        QCOMPARE(symbolOf({}), "none"s);
        QCOMPARE(symbolOf({60, 72}), "none"s);
        QCOMPARE(symbolOf({60, 61, 62, 63, 64, 65, 66, 67}), "none"s);
    }
};

QTEST_APPLESS_MAIN(TestChordEstimate)
#include "tst_ChordEstimate.moc"
