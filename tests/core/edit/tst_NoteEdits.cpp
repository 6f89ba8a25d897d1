// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

Note note(std::uint64_t id, int quarter, int pitch)
{
    return {NoteId(id), kQuarter * quarter, kQuarter, Pitch(pitch)};
}

} // namespace

class TestNoteEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addedNotesStandInOrder()
    {
        const Song song = songFromText("C4 q | E4 q");
        QCOMPARE(edited(song, addNotes(TrackId(1), {note(90, 2, 67), note(91, 0, 48)})), "C3 q | C4 q @0 | E4 q | G4 q"s);
    }

    void addedNotesKeepTheirIdsAndRaiseTheLastOne()
    {
        const Song song = addNotes(TrackId(1), {note(90, 2, 67)}).apply(songFromText("C4 q"));
        QVERIFY(song.tracks[0]->clips[0]->notes.find(NoteId(90)));
        QCOMPARE(song.lastId, std::uint64_t(90));
    }

    void idsInUseAreReplaced()
    {
        const Song song = songFromText("A: C4 q\nB: D4 q");
        const Song after = addNotes(TrackId(1), {note(6, 1, 67), note(6, 2, 67), note(0, 3, 67)}).apply(song);
        QCOMPARE(textOf(after), "A: C4 q | G4 q | G4 q | G4 q\nB: D4 q"s);
        QVERIFY(isWellFormed(after));
    }

    void valuesOutOfRangeAreBroughtIntoIt()
    {
        Note odd = note(90, 0, 60);
        odd.start = Tick(-5);
        odd.length = Tick(0);
        odd.velocity = 200;
        const Song after = addNotes(TrackId(1), {odd}).apply(songFromText("A:"));
        QCOMPARE(textOf(after), "A: C4 1t v127"s);
        QVERIFY(isWellFormed(after));
    }

    void notesForATrackThatIsGoneAreLeftOut()
    {
        const Song song = songFromText("C4 q");
        QCOMPARE(edited(song, addNotes(TrackId(77), {note(90, 0, 60)})), "C4 q"s);
        QCOMPARE(edited(song, addNotes({{TrackId(77), note(90, 0, 60)}, {TrackId(1), note(91, 1, 62)}})), "C4 q | D4 q"s);
    }

    void erasedNotesAreGone()
    {
        const Song song = songFromText("A: C4 q | E4 q | G4 q\nB: E4 w");
        QCOMPARE(edited(song, eraseNotes(notesNamed(song, "E4"))), "A: C4 q | G4 q @2\nB: "s);
    }

    void editOfNotesThatAreGoneChangesNothing()
    {
        const Song song = songFromText("C4 q");
        const std::vector<NoteRef> gone{{TrackId(1), NoteId(77)}, {TrackId(9), NoteId(3)}};
        for (const Edit& edit : {eraseNotes(gone), moveNotes(gone, {kQuarter, 1}), transposeNotes(gone, 2),
                                 resizeNotes(gone, NoteEdge::End, kQuarter), muteNotes(gone), duplicateNotes(gone, {NoteId(50), NoteId(51)}, kQuarter)})
            QCOMPARE(edited(song, edit), "C4 q"s);
    }

    void movedNotesKeepTheirShape()
    {
        const Song song = songFromText("A: C4 q | E4 q | G4 q\nB: E4 w");
        QCOMPARE(edited(song, moveNotes(notesNamed(song, "E4"), {kQuarter / 2, -2})), "A: C4 q | D4 q @3/2 | G4 q @2\nB: D4 w @1/2"s);
    }

    void movedNoteKeepsItsId()
    {
        const Song song = songFromText("C4 q | E4 q");
        const Song after = moveNotes(notesNamed(song, "C4"), {kQuarter * 3, 0}).apply(song);
        QCOMPARE(notesNamed(after, "C4"), notesNamed(song, "C4"));
        QVERIFY(isWellFormed(after));
    }

    void groupThatWouldLeaveTheSongStaysWhole()
    {
        const Song song = songFromText("C4 q | E4 q @2 | 126 q @3 | 1 q @4");
        QCOMPARE(edited(song, moveNotes(allNotes(song), {-Tick(1), 0})), textOf(song));
        QCOMPARE(edited(song, moveNotes(allNotes(song), {Tick(0), 2})), textOf(song));
        QCOMPARE(edited(song, transposeNotes(allNotes(song), -2)), textOf(song));
        QCOMPARE(edited(song, transposeNotes(allNotes(song), 1)), "C#4 q | F4 q @2 | G9 q | D-1 q"s);
    }

    void possibleMoveStopsAtTheEdges()
    {
        const Song song = songFromText("C4 q @1 | 120 q @3 | 5 q @2");
        const auto notes = allNotes(song);
        QCOMPARE(possibleMove(song, notes, {-kQuarter * 9, 20}), (NoteMove{-kQuarter, 7}));
        QCOMPARE(possibleMove(song, notes, {kQuarter * 9, -20}), (NoteMove{kQuarter * 9, -5}));
        QCOMPARE(possibleMove(song, notes, {kQuarter, 3}), (NoteMove{kQuarter, 3}));
        QVERIFY(edited(song, moveNotes(notes, possibleMove(song, notes, {-kQuarter * 9, 20}))) != textOf(song));
    }

    void endEdgeMoves()
    {
        const Song song = songFromText("C4 q | E4 h");
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::End, kQuarter)), "C4 h | E4 h. @1"s);
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::End, -kQuarter * 3 / 2, kQuarter / 4)), "C4 s | E4 e @1"s);
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::End, -kQuarter * 9)), "C4 1t | E4 1t @1"s);
    }

    void startEdgeMovesAndTheEndStays()
    {
        const Song song = songFromText("C4 q @1 | E4 h @2");
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::Start, kQuarter / 2)), "C4 e @3/2 | E4 q. @5/2"s);
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::Start, -kQuarter * 2)), "C4 h | E4 w @0"s);
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::Start, kQuarter * 9, kQuarter)), "C4 q @1 | E4 q @3"s);
    }

    void noteThatIsShorterThanTheShortestDoesNotShrink()
    {
        const Song song = songFromText("C4 s");
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::End, -Tick(5), kQuarter)), "C4 s"s);
        QCOMPARE(edited(song, resizeNotes(allNotes(song), NoteEdge::Start, Tick(5), kQuarter)), "C4 s"s);
    }

    void copiesStandLaterWithTheIdsGiven()
    {
        const Song song = songFromText("A: C4 q v90\nB: E4 q");
        const Edit edit = duplicateNotes(allNotes(song), {NoteId(50), NoteId(51)}, kQuarter);
        QCOMPARE(edited(song, edit), "A: C4 q v90 | C4 q v90\nB: E4 q | E4 q"s);
        const Song after = edit.apply(song);
        QVERIFY(after.tracks[0]->clips[0]->notes.find(NoteId(50)));
        QVERIFY(after.tracks[1]->clips[0]->notes.find(NoteId(51)));
        QVERIFY(isWellFormed(after));
    }

    void copiesDoNotStandBeforeTheSong()
    {
        const Song song = songFromText("C4 q | E4 q");
        QCOMPARE(edited(song, duplicateNotes(allNotes(song), {NoteId(50), NoteId(51)}, -kQuarter)), textOf(song));
    }

    void mutedNotesStayInTheSong()
    {
        const Song song = songFromText("C4 q | E4 q");
        const Song muted = muteNotes(notesNamed(song, "C4")).apply(song);
        QCOMPARE(textOf(muted), "C4 q muted | E4 q"s);
        QCOMPARE(edited(muted, unmuteNotes(allNotes(muted))), "C4 q | E4 q"s);
    }

    void pinnedNotesSoundAsBefore()
    {
        const Song song = songFromText("C4 q | E4 q");
        const Song pinned = pinNotes(notesNamed(song, "C4")).apply(song);
        QCOMPARE(textOf(pinned), "C4 q pinned | E4 q"s);
        QCOMPARE(edited(pinned, unpinNotes(allNotes(pinned))), "C4 q | E4 q"s);
        QCOMPARE(pinNotes(allNotes(song)).name, "Pin 2 notes"s);
    }

    void namesSayHowMany()
    {
        const Song song = songFromText("C4 q | E4 q | G4 q");
        QCOMPARE(moveNotes(allNotes(song), {}).name, "Move 3 notes"s);
        QCOMPARE(eraseNotes(notesNamed(song, "C4")).name, "Erase note"s);
    }

    void otherTracksAndClipsAreShared()
    {
        const Song song = songFromText("A: C4 q\nB: E4 q");
        const Song after = transposeNotes(notesNamed(song, "C4"), 1).apply(song);
        QCOMPARE(after.tracks[1], song.tracks[1]);
        QVERIFY(after.tracks[0] != song.tracks[0]);
    }

    void notesOfGivesTheNamedNotesInOrder()
    {
        const Song song = songFromText("A: C4 q | E4 q\nB: E4 w");
        std::vector<NoteRef> wanted = notesNamed(song, "E4");
        std::reverse(wanted.begin(), wanted.end());
        wanted.push_back({TrackId(55), NoteId(1)});
        const std::vector<TrackNote> found = notesOf(song, wanted);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].note.start, kQuarter);
        QCOMPARE(found[1].note.length, kQuarter * 4);
    }
};

QTEST_APPLESS_MAIN(TestNoteEdits)
#include "tst_NoteEdits.moc"
