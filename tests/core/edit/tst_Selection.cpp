// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Selection.h"

#include "core/edit/NoteEdits.h"
#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

} // namespace

class TestSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesNamedTwiceCountOnce()
    {
        const NoteRef one{TrackId(1), NoteId(2)}, other{TrackId(1), NoteId(1)};
        Selection selection({one, other, one});
        QCOMPARE(selection.count(), std::size_t(2));
        selection.add(one);
        QCOMPARE(selection.count(), std::size_t(2));
        QVERIFY(std::is_sorted(selection.notes().begin(), selection.notes().end()));
    }

    void toggleAddsAndRemoves()
    {
        const NoteRef note{TrackId(1), NoteId(2)};
        Selection selection;
        QVERIFY(selection.isEmpty());
        selection.toggle(note);
        QVERIFY(selection.contains(note));
        QVERIFY(!selection.contains({TrackId(2), NoteId(2)}));
        selection.toggle(note);
        QVERIFY(!selection.contains(note));
        selection.remove(note);
        QVERIFY(selection.isEmpty());
    }

    void notesThatAreGoneAreForgotten()
    {
        const Song song = songFromText("A: C4 q | E4 q\nB: G4 q");
        Selection selection(allNotes(song));
        const Song after = eraseNotes(notesNamed(song, "C4")).apply(song);
        selection.keepExisting(after);
        QCOMPARE(selection, Selection(allNotes(after)));
    }

    void clearKeepsTheStretchOfTime()
    {
        Selection selection({{TrackId(1), NoteId(2)}});
        selection.range = {Tick(0), kQuarter};
        selection.clear();
        QVERIFY(selection.isEmpty());
        QVERIFY(!selection.range.isEmpty());
    }

    void rectangleHoldsStartsAndPitchesWithin()
    {
        const Song song = songFromText("A: C4 q | E4 q | G4 q\nB: E4 q @1 | E4 q @2");
        const std::vector<TrackId> first{song.tracks[0]->id}, both{song.tracks[0]->id, song.tracks[1]->id};
        QCOMPARE(notesWithin(song, first, {kQuarter, kQuarter * 3}).count(), std::size_t(2));
        QCOMPARE(notesWithin(song, both, {kQuarter, kQuarter * 2}).count(), std::size_t(2));
        QCOMPARE(notesWithin(song, both, {Tick(0), kQuarter * 9}, Pitch(64), Pitch(64)), Selection(notesNamed(song, "E4")));
    }

    void rectangleCountsFromTheSongNotTheClip()
    {
        Song song = songFromText("C4 q | E4 q");
        Track track = *song.tracks[0];
        Clip clip = *track.clips[0];
        clip.start = kQuarter * 4;
        track.clips[0] = std::make_shared<const Clip>(clip);
        song = withTrack(song, track);
        const std::vector<TrackId> tracks{track.id};
        QVERIFY(notesWithin(song, tracks, {Tick(0), kQuarter * 4}).isEmpty());
        QCOMPARE(notesWithin(song, tracks, {kQuarter * 5, kQuarter * 6}), Selection(notesNamed(song, "E4")));
    }

    void notesAreChosenByPitchByKeyAndByWhatIsLeft()
    {
        Song song = songFromText("A: C4 q | C#4 q | E4 q | C4 q\nB: E4 q");
        const std::vector<TrackId> first{song.tracks[0]->id}, both{song.tracks[0]->id, song.tracks[1]->id};
        const Selection one({allNotes(song).front()});
        QCOMPARE(notesOfSamePitch(song, first, one), Selection(notesNamed(song, "C4")));
        QCOMPARE(notesOutsideKey(song, both), Selection(notesNamed(song, "C#4")));
        QCOMPARE(notesNotIn(song, first, one).count(), std::size_t(3));
        QCOMPARE(notesNotIn(song, both, Selection()).count(), std::size_t(5));
        song.keys = {{Tick(0), *parseKey("A major")}};
        QCOMPARE(notesOutsideKey(song, both), Selection(notesNamed(song, "C4")));
    }

    void extentReachesFromFirstStartToLastEnd()
    {
        const Song song = songFromText("C4 w @1 | E4 q @2");
        QCOMPARE(extentOf(song, allNotes(song)), (Range<Tick>{kQuarter, kQuarter * 5}));
        QVERIFY(extentOf(song, {}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_Selection.moc"
