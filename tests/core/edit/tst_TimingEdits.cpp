// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TimingEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;
const SnapGrid kEighths{1, 8};

} // namespace

class TestTimingEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantizedStartsLieOnTheGrid()
    {
        const Song song = songFromText("C4 q @1000t | E4 q @60000t | G4 q @130000t");
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths})), "C4 q | E4 q | G4 q"s);
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .strength = 0.5})),
                 "C4 q @500t | E4 q @60720t | G4 q @126440t"s);
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .strength = 0.0})), textOf(song));
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = {1, 16, SnapGrid::Kind::Off}})), textOf(song));
    }

    void swingDelaysEverySecondLine()
    {
        const Song song = songFromText("C4 e | D4 e @29000t | E4 e @1 | F4 e @1.5");
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .swing = 2.0 / 3.0})),
                 "C4 e | D4 e @2/3 | E4 e @1 | F4 e @5/3"s);
    }

    void aStrayNoteGoesToTheSwungLineThatIsNearest()
    {
        const Song song = songFromText("C4 s @59000t | D4 s @3.9");
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .swing = 0.75})), "C4 s @1 | D4 s @4"s);
    }

    void whatIsNearItsLineStaysWhenOnlyTheRestIsWanted()
    {
        const Song song = songFromText("C4 q @1000t | E4 q @70000t");
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .beyond = Tick(1000)})), "C4 q @1000t | E4 q @1"s);
    }

    void endsAreDrawnToTheGridToo()
    {
        const Song song = songFromText("C4 60000t @1000t | E4 30t @70000t");
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .ends = Quantization::Ends::StartsAndEnds})),
                 "C4 q | E4 30t"s);
        QCOMPARE(edited(song, quantizeNotes(allNotes(song), {.grid = kEighths, .ends = Quantization::Ends::EndsOnly})),
                 "C4 60440t @1000t | E4 30t @70000t"s);
    }

    void lengthsAreSetAndDotted()
    {
        const Song song = songFromText("C4 q | E4 h. | G4 30t");
        QCOMPARE(edited(song, setLength(allNotes(song), kQuarter / 2)), "C4 e | E4 e @1 | G4 e @4"s);
        QCOMPARE(edited(song, setLength(allNotes(song), Tick(0))), "C4 1t | E4 1t @1 | G4 1t @4"s);
        QCOMPARE(edited(song, toggleDots(allNotes(song))), "C4 q. | E4 h @1 | G4 45t @4"s);
        QCOMPARE(edited(song, toggleDots(notesNamed(song, "E4"))), "C4 q | E4 h | G4 30t @4"s);
    }

    void legatoFillsUpToTheNextStart()
    {
        const Song song = songFromText("A: C4+E4 e | G4 s @1 | C5 e @4\nB: C3 e | D3 w @1 | E3 q @2");
        QCOMPARE(edited(song, legatoNotes(allNotes(song))), "A: C4 q | E4 q @0 | G4 h. | C5 e\nB: C3 q | D3 q | E3 q"s);
    }

    void legatoLeavesNotesThatAreNotNamed()
    {
        const Song song = songFromText("C4 e | D4 e @1 | E4 e @2");
        std::vector<NoteRef> outer = notesNamed(song, "C4");
        outer.push_back(notesNamed(song, "E4").front());
        QCOMPARE(edited(song, legatoNotes(outer)), "C4 h | D4 e @1 | E4 e @2"s);
    }

    void reversedNotesFillTheSameStretch()
    {
        const Song song = songFromText("C4 q @1 | D4 e | E4 h");
        QCOMPARE(edited(song, reverseNotes(allNotes(song))), "E4 h @1 | D4 e | C4 q"s);
    }

    void stretchedNotesKeepTheirBegin()
    {
        const Song song = songFromText("C4 q @1 | D4 e | E4 h");
        QCOMPARE(edited(song, stretchNotes(allNotes(song), 2.0)), "C4 h @1 | D4 q | E4 w"s);
        QCOMPARE(edited(song, stretchNotes(allNotes(song), 0.5)), "C4 e @1 | D4 s | E4 q"s);
        QCOMPARE(edited(song, stretchNotes(allNotes(song), 0.0)), textOf(song));
        QCOMPARE(edited(song, stretchNotes(allNotes(song), -1.0)), textOf(song));
    }

    void aStretchCanMoveTheBeginInstead()
    {
        const Song song = songFromText("C4 q @2 | D4 q");
        QCOMPARE(edited(song, stretchNotes(allNotes(song), {kQuarter * 2, kQuarter * 4}, {Tick(0), kQuarter * 4})), "C4 h | D4 h"s);
        QCOMPARE(edited(song, stretchNotes(allNotes(song), {kQuarter * 2, kQuarter * 4}, {-kQuarter, kQuarter * 4})), textOf(song));
    }

    void backwardsTwiceGivesTheSongBack()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const Edit edit = reverseNotes(someNotes(song, seed));
            const Song once = edit.apply(song);
            QVERIFY(isWellFormed(once));
            QVERIFY(sameContent(edit.apply(once), song));
        }
    }

    void quantizingTwiceIsQuantizingOnce()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const Edit edit = quantizeNotes(someNotes(song, seed), {.grid = kEighths, .swing = 0.6});
            const Song once = edit.apply(song);
            QVERIFY(isWellFormed(once));
            QCOMPARE(textOf(edit.apply(once)), textOf(once));
        }
    }

    void otherNotesStayAsTheyAre()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const auto notes = someNotes(song, seed);
            const Quantization ends{.grid = kEighths, .ends = Quantization::Ends::StartsAndEnds};
            for (const Edit& edit : {quantizeNotes(notes, ends), legatoNotes(notes), reverseNotes(notes), stretchNotes(notes, 1.37),
                                     stretchNotes(notes, 0.01)}) {
                const Song after = edit.apply(song);
                QVERIFY2(isWellFormed(after), edit.name.c_str());
                QCOMPARE(textWithout(after, notes), textWithout(song, notes));
            }
        }
    }

    void notesThatAreGoneAreLeftOut()
    {
        const Song song = songFromText("C4 q");
        const std::vector<NoteRef> gone{{TrackId(1), NoteId(77)}, {TrackId(9), NoteId(3)}};
        for (const Edit& edit : {quantizeNotes(gone, {}), legatoNotes(gone), reverseNotes(gone), stretchNotes(gone, 2.0)})
            QCOMPARE(edited(song, edit), "C4 q"s);
    }
};

QTEST_APPLESS_MAIN(TestTimingEdits)
#include "tst_TimingEdits.moc"
