// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Accuracy.h"

#include "models/evaluate/Excerpts.h"

#include <QtTest>

using namespace continuo;

namespace {

NoteHits hits(std::string_view answer, std::string_view real)
{
    return noteHits(excerptFromText(answer), excerptFromText(real));
}

HarmonyHits harmony(std::string_view answer, std::string_view real, Texture texture, std::string_view melody = "C6 w")
{
    return harmonyHits(excerptFromText(answer), excerptFromText(real), excerptFromText(melody), texture);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class tst_Accuracy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameNotesAreAllHit();
    void precisionIsOverTheAnswerAndRecallOverThePiece();
    void aHitNeedsOnsetPitchAndPart();
    void lengthsDoNotMatterForNotes();
    void nothingHitsNothing();
    void voicesAreComparedSixteenthBySixteenth();
    void aVoiceAnOctaveAwayHasThePitchClass();
    void aRestIsRightWhereThereIsARest();
    void aTextureIsComparedByWhatSounds();
    void chordsIncludeTheMelody();
    void chordsCountWhereThePieceHasHarmony();
    void silenceIsNoChordEvenWhereThePieceDoublesItsMelody();
    void doublingTheMelodyIsNoHarmonyBeyondIt();
};

void tst_Accuracy::theSameNotesAreAllHit()
{
    QCOMPARE(hits("C4 q | D4 q", "C4 q | D4 q").f1(), 1.0);
}

void tst_Accuracy::precisionIsOverTheAnswerAndRecallOverThePiece()
{
    const NoteHits some = hits("C4 q | D4 q | E4 q | F4 q", "C4 q | D4 h");
    QCOMPARE(some.hits, 2);
    QVERIFY(near(some.precision(), 0.5));
    QVERIFY(near(some.recall(), 1.0));
    QVERIFY(near(some.f1(), 2.0 * 2 / (4 + 2)));
}

void tst_Accuracy::aHitNeedsOnsetPitchAndPart()
{
    QCOMPARE(hits("C4 q", "- q | C4 q").hits, 0);
    QCOMPARE(hits("C4 q", "C5 q").hits, 0);
    QCOMPARE(hits("A: C4 q\nB: E4 q", "A: E4 q\nB: C4 q").hits, 0);
    QCOMPARE(hits("A: C4 q\nB: E4 q", "A: C4 q\nB: C4 q").hits, 1);
}

void tst_Accuracy::lengthsDoNotMatterForNotes()
{
    QCOMPARE(hits("C4 e", "C4 h").hits, 1);
}

void tst_Accuracy::nothingHitsNothing()
{
    QCOMPARE(NoteHits{}.f1(), 0.0);
    QCOMPARE(NoteHits{}.precision(), 0.0);
    QCOMPARE(NoteHits{}.recall(), 0.0);
}

void tst_Accuracy::voicesAreComparedSixteenthBySixteenth()
{
    // Right for three of four quarters.
    const HarmonyHits some = harmony("C3 h | F3 h", "C3 h | F3 q | G3 q", Texture::Voices);
    QVERIFY(near(some.pitchCount, 16));
    QVERIFY(near(some.pitch, 12));
}

void tst_Accuracy::aVoiceAnOctaveAwayHasThePitchClass()
{
    const HarmonyHits some = harmony("C2 w", "C3 w", Texture::Voices);
    QVERIFY(near(some.pitch, 0));
    QVERIFY(near(some.pitchClass, some.pitchClassCount));
    QVERIFY(near(some.chord, some.chordCount));
}

void tst_Accuracy::aRestIsRightWhereThereIsARest()
{
    const HarmonyHits some = harmony("C3 h | - h", "C3 h", Texture::Voices);
    QVERIFY(near(some.pitch, some.pitchCount));
}

void tst_Accuracy::aTextureIsComparedByWhatSounds()
{
    // At each sixteenth: two pitches against three, one of them common.
    const HarmonyHits some = harmony("C3+A3 w", "C3+E3+G3 w", Texture::Whole);
    QVERIFY(near(some.pitch / some.pitchCount, 2.0 * 1 / (2 + 3)));
}

void tst_Accuracy::chordsIncludeTheMelody()
{
    // The G that the answer lacks is in the melody.
    QVERIFY(near(harmony("C3+E3 w", "C3+E3+G3 w", Texture::Whole, "G5 w").chord, 16));
    QVERIFY(near(harmony("C3+E3 w", "C3+E3+G3 w", Texture::Whole, "C5 w").chord, 0));
}

void tst_Accuracy::chordsCountWhereThePieceHasHarmony()
{
    const HarmonyHits some = harmony("C3 w", "E3 h | - h", Texture::Whole, "C5 w");
    QVERIFY(near(some.chordCount, 8));
}

void tst_Accuracy::silenceIsNoChordEvenWhereThePieceDoublesItsMelody()
{
    QVERIFY(near(harmony("- w", "C3 w", Texture::Whole, "C5 w").chord, 0));
    QVERIFY(near(harmony("C2 w", "C3 w", Texture::Whole, "C5 w").chord, 16));
}

void tst_Accuracy::doublingTheMelodyIsNoHarmonyBeyondIt()
{
    const HarmonyHits found = harmony("C4 h | C4+E4 h", "C3 h | C3+E4 h", Texture::Whole);
    QCOMPARE(found.chord, 16.0);
    QCOMPARE(found.beyondMelody, 8.0);
    QCOMPARE(found.beyondMelodyCount, 8.0);
    QCOMPARE(harmony("C4 w", "C3 h | C3+E4 h", Texture::Whole).beyondMelody, 0.0);
}

QTEST_APPLESS_MAIN(tst_Accuracy)
#include "tst_Accuracy.moc"
