// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PitchEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

using namespace continuo;
using namespace std::string_literals;

class TestPitchEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scaleStepsFollowTheKeyOfTheSong()
    {
        Song song = songFromText("C4 q | E4 q | F4 q | B4 q");
        QCOMPARE(edited(song, transposeInScale(allNotes(song), 1)), "D4 q | F4 q | G4 q | C5 q"s);
        QCOMPARE(edited(song, transposeInScale(allNotes(song), -2)), "A3 q | C4 q | D4 q | G4 q"s);
        song.keys = {{Tick(0), *parseKey("D major")}, {kTicksPerQuarter * 2, *parseKey("F major")}};
        QCOMPARE(edited(song, transposeInScale(allNotes(song), 1)), "C#4 q | F#4 q | G4 q | C5 q"s);
    }

    void aNoteOutsideTheScaleGoesIntoIt()
    {
        const Song song = songFromText("C#4 q | F#4 q");
        QCOMPARE(edited(song, transposeInScale(allNotes(song), 1)), "D4 q | G4 q"s);
        QCOMPARE(edited(song, transposeInScale(allNotes(song), -1)), "C4 q | F4 q"s);
    }

    void scaleStepsStopForAllAtTheEndOfTheRange()
    {
        const Song song = songFromText("C4 q | 127 q");
        QCOMPARE(edited(song, transposeInScale(allNotes(song), 1)), textOf(song));
        const Song low = songFromText("C4 q | 0 q");
        QCOMPARE(edited(low, transposeInScale(allNotes(low), -1)), textOf(low));
    }

    void theWholeSongGoesWithItsKeysButWithoutDrums()
    {
        Song song = songFromText("Melody: C4 q | E4 q\nBass: C2 h\nDrums: 36 q | 38 q");
        Track drums = *song.tracks[2];
        drums.channel = kDrumChannel;
        song = withTrack(song, drums);
        song.keys = {{Tick(0), *parseKey("C major")}, {kTicksPerQuarter, *parseKey("A minor")}};
        const Song up = transposeSong(3).apply(song);
        QCOMPARE(textOf(up), "Melody: D#4 q | G4 q\nBass: D#2 h\nDrums: C2 q | D2 q"s);
        QCOMPARE(keyName(up.keys[0].key), "Eb major"s);
        QCOMPARE(keyName(up.keys[1].key), "C minor"s);
        QVERIFY(sameContent(transposeSong(-3).apply(up), song));
    }

    void aSongThatWouldLeaveTheRangeStays()
    {
        const Song song = songFromText("A: C4 q\nB: 126 q");
        QCOMPARE(edited(song, transposeSong(2)), textOf(song));
    }

    void inversionTurnsAroundTheMiddleOfTheNotes()
    {
        const Song song = songFromText("C4 q | E4 q | G4 q | D4 q");
        QCOMPARE(edited(song, invertPitches(allNotes(song))), "G4 q | D#4 q | C4 q | F4 q"s);
        QCOMPARE(edited(song, invertPitches(allNotes(song), Pitch(60))), "C4 q | G#3 q | F3 q | A#3 q"s);
    }

    void inversionThatWouldLeaveTheRangeChangesNothing()
    {
        const Song song = songFromText("C4 q | 120 q");
        QCOMPARE(edited(song, invertPitches(allNotes(song), Pitch(20))), textOf(song));
    }

    void mirroredPitchesKeepTheRhythm()
    {
        const Song song = songFromText("A: C4 q | D4 e | E4 h\nB: C3 w");
        QCOMPARE(edited(song, mirrorPitches(allNotes(song))), "A: E4 q | D4 e | C4 h\nB: C3 w"s);
    }

    void doneTwiceTheyGiveTheSongBack()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const auto notes = someNotes(song, seed);
            for (const Edit& edit : {invertPitches(notes), invertPitches(notes, Pitch(60))}) {
                const Song once = edit.apply(song);
                QVERIFY2(isWellFormed(once), edit.name.c_str());
                QVERIFY2(sameContent(edit.apply(once), song), edit.name.c_str());
            }
        }
    }

    void scaleStepsUpAndDownGiveNotesOfTheScaleBack()
    {
        const Song song = songFromText("C4 q | D4 q | E4 q | F4 q | G4 q | A4 q | B4 q");
        for (int steps = 1; steps < 20; ++steps) {
            const Song up = transposeInScale(allNotes(song), steps).apply(song);
            QVERIFY(sameContent(transposeInScale(allNotes(song), -steps).apply(up), song));
        }
    }

    void otherNotesStayAsTheyAre()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const auto notes = someNotes(song, seed);
            for (const Edit& edit : {transposeInScale(notes, 2), invertPitches(notes), mirrorPitches(notes)}) {
                const Song after = edit.apply(song);
                QVERIFY2(isWellFormed(after), edit.name.c_str());
                QCOMPARE(textWithout(after, notes), textWithout(song, notes));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPitchEdits)
#include "tst_PitchEdits.moc"
