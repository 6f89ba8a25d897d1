// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/FeelEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

using namespace continuo;
using namespace std::string_literals;

class TestFeelEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void humanizedNotesStrayNoFartherThanAsked()
    {
        const Humanization how{Tick(500), 6, 3};
        int moved = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const Song song = randomSong(seed);
            const auto notes = someNotes(song, seed);
            const Song after = humanizeNotes(notes, how).apply(song);
            QVERIFY(isWellFormed(after));
            QCOMPARE(textWithout(after, notes), textWithout(song, notes));
            for (const NoteRef& ref : notes) {
                const Note before = notesOf(song, std::span(&ref, 1)).front().note;
                const Note now = notesOf(after, std::span(&ref, 1)).front().note;
                QVERIFY(std::abs((now.start - before.start).value) <= 500);
                QVERIFY(std::abs(now.velocity - before.velocity) <= 6);
                QCOMPARE(now.length, before.length);
                moved += now.start != before.start;
            }
        }
        QVERIFY(moved > 100);
    }

    void theSeedDecides()
    {
        const Song song = randomSong(1);
        const auto with = [&](std::uint64_t seed) { return textOf(humanizeNotes(allNotes(song), {Tick(500), 6, seed}).apply(song)); };
        QCOMPARE(with(5), with(5));
        QVERIFY(with(5) != with(6));
    }

    void nothingStraysWhenNothingMay()
    {
        const Song song = randomSong(1);
        QCOMPARE(edited(song, humanizeNotes(allNotes(song), {Tick(0), 0, 9})), textOf(song));
    }

    void strummedChordsBeginOneNoteAfterTheOther()
    {
        const Song song = songFromText("C4+E4+G4 q | C5 q");
        QCOMPARE(edited(song, strumNotes(allNotes(song), {Tick(100)})), "C4 q | E4 61340t @100t | G4 61240t @200t | C5 q"s);
        QCOMPARE(edited(song, strumNotes(allNotes(song), {Tick(100), Strum::Direction::Down})),
                 "G4 q | E4 61340t @100t | C4 61240t @200t | C5 q"s);
    }

    void strummedNotesKeepOneTickAndTheirEnds()
    {
        const Song song = songFromText("C4+E4+G4 150t");
        QCOMPARE(edited(song, strumNotes(allNotes(song), {Tick(100)})), "C4 150t | E4 50t @100t | G4 1t @149t"s);
    }

    void chordsOfDifferentTracksAreStrummedForThemselves()
    {
        const Song song = songFromText("A: C4 q\nB: E4+G4 q");
        QCOMPARE(edited(song, strumNotes(allNotes(song), {Tick(100)})), "A: C4 q\nB: E4 q | G4 61340t @100t"s);
    }
};

QTEST_APPLESS_MAIN(TestFeelEdits)
#include "tst_FeelEdits.moc"
