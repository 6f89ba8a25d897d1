// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Harmony.h"
#include "support/SongText.h"

#include <QTest>

#include <string>

using namespace continuo;

namespace {

constexpr int kBar = 48;

/// "0:CEG 24:-", steps and natural pitch classes of the key frame.
QString text(const std::vector<ToldChord>& chords)
{
    static const char* const names[] = {"C", "c", "D", "d", "E", "F", "f", "G", "g", "A", "a", "B"};
    QString text;
    for (const ToldChord& chord : chords) {
        text += (text.isEmpty() ? "" : " ") + QString::number(chord.step) + ":";
        for (int pitchClass = 0; pitchClass < 12; ++pitchClass)
            if ((chord.pitchClasses >> pitchClass & 1u) != 0)
                text += names[pitchClass];
        if (chord.pitchClasses == 0)
            text += "-";
    }
    return text;
}

QString measured(std::string_view music, HarmonyPace pace, KeyFrame frame = {})
{
    const Song song = songFromText(music);
    const Score score = makeScore(song, 1, song.lastBar());
    std::vector<int> parts;
    for (int part = 0; part < static_cast<int>(score.parts.size()); ++part)
        parts.push_back(part);
    return text(measureHarmony(score, parts, {0, score.grid.size()}, pace, frame));
}

QString given(std::string_view list, int firstBar, int lastBar, KeyFrame frame = {})
{
    const MeterMap meters;
    const StepGrid grid(meters, firstBar, lastBar);
    return text(harmonyGiven(placeChords(*parseChordList(list), meters, 1, 4), grid, {0, grid.size()}, frame));
}

} // namespace

class tst_Harmony : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void brokenChordsAreChords();
    void aSlowerPaceHearsFewerChords();
    void aHeldNoteSoundsInEveryWindow();
    void chordsAreToldInTheKeyFrame();
    void whatHeldBeforeTheTargetHoldsAtItsStart();
    void noChordIsSaidToBeNone();
};

void tst_Harmony::brokenChordsAreChords()
{
    QCOMPARE(measured("C4 q | E4 q | G4 q | E4 q | F4 q | A4 q | C5 q | A4 q", HarmonyPace::Bar), "0:CEG 48:CFA");
}

void tst_Harmony::aSlowerPaceHearsFewerChords()
{
    const char* music = "C4 e | E4 e | G4 e | C5 e | G3 e | B3 e | D4 e | G4 e";
    QCOMPARE(measured(music, HarmonyPace::HalfBar), "0:CEG 24:DGB");
    QVERIFY(measured(music, HarmonyPace::Bar).count(':') == 1);
}

void tst_Harmony::aHeldNoteSoundsInEveryWindow()
{
    QCOMPARE(measured("C4+E4+G4 h | A3+C4+E4 h", HarmonyPace::Beat), "0:CEG 24:CEA");
}

void tst_Harmony::chordsAreToldInTheKeyFrame()
{
    QCOMPARE(measured("D4+F#4+A4 w", HarmonyPace::Bar, KeyFrame{2, 0}), "0:CEG");
    QCOMPARE(given("D | A", 1, 2, KeyFrame{2, 0}), "0:CEG 48:DGB");
    QCOMPARE(given("Bb | F", 1, 2, KeyFrame{-2, 0}), "0:CEG 48:DGB");
}

void tst_Harmony::whatHeldBeforeTheTargetHoldsAtItsStart()
{
    QCOMPARE(given("C | F G | Am", 2, 2), "0:CFA 24:DGB");
    QCOMPARE(given("C", 3, 4), QString("0:CEG %1:CEG").arg(kBar));
}

void tst_Harmony::noChordIsSaidToBeNone()
{
    QCOMPARE(given("C N.C.", 1, 1), "0:CEG 24:-");
    QCOMPARE(measured("C4 w | C4 w", HarmonyPace::Bar), "0:-");
}

QTEST_APPLESS_MAIN(tst_Harmony)
#include "tst_Harmony.moc"
