// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteEdits.h"
#include "core/edit/Overlaps.h"
#include "core/edit/VelocityEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

Edit adding(int quarter, int length)
{
    return settlingOverlaps(addNotes(TrackId(1), {{NoteId(90), kQuarter * quarter, kQuarter * length, Pitch(60)}}));
}

} // namespace

class TestOverlaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOlderNoteEndsWhereTheNewerBegins()
    {
        const Song song = songFromText("C4 w | D4 w @0");
        QCOMPARE(edited(song, adding(2, 1)), "C4 h | D4 w @0 | C4 q @2"s);
    }

    void anOlderNoteThatBeginsInsideBeginsLater()
    {
        const Song song = songFromText("C4 w @1");
        QCOMPARE(edited(song, adding(0, 2)), "C4 h | C4 h."s);
    }

    void aCoveredNoteGoes()
    {
        const Song song = songFromText("C4 q @1 | C4 q | E4 q");
        QCOMPARE(edited(song, adding(1, 2)), "C4 h @1 | E4 q"s);
    }

    void neighboursThatOnlyTouchStay()
    {
        const Song song = songFromText("C4 q | C4 q @2");
        QCOMPARE(edited(song, adding(1, 1)), "C4 q | C4 q | C4 q"s);
    }

    void aMovedNoteWinsAndALouderOneDoesNot()
    {
        const Song song = songFromText("C4 w | D4 q @1");
        QCOMPARE(edited(song, settlingOverlaps(transposeNotes(notesNamed(song, "D4"), -2))), "C4 q | C4 q"s);
        const Song overlapping = songFromText("C4 w | C4 q @1");
        QCOMPARE(edited(overlapping, settlingOverlaps(setVelocity(allNotes(overlapping), 99))), "C4 w v99 | C4 q @1 v99"s);
    }

    void otherTracksStay()
    {
        const Song song = songFromText("A: - w\nB: C4 w");
        QCOMPARE(edited(song, settlingOverlaps(addNotes(TrackId(1), {{NoteId(90), Tick(0), kQuarter, Pitch(60)}}))), "A: C4 q\nB: C4 w"s);
    }

    void aClipThatBeginsEarlierNowIsStillKnown()
    {
        Song song = songFromText("C4 q | E4 q");
        Track track = *song.tracks.front();
        Clip clip = *track.clips.front();
        clip.start = kQuarter * 4;
        track.clips = {std::make_shared<const Clip>(clip)};
        song = withTrack(song, track);
        QCOMPARE(edited(song, adding(2, 3)), "C4 h. @2 | E4 q"s);
    }

    void noNewerNoteOverlapsAnOlderOneAfterwards()
    {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            const Song song = randomSong(seed);
            const auto moved = someNotes(song, seed);
            const Song after = settlingOverlaps(moveNotes(moved, {Tick(20'000), 1})).apply(song);
            QVERIFY(isWellFormed(after));
            for (const auto& track : after.tracks)
                for (const Note& newer : notesInSongTime(*track))
                    for (const Note& older : notesInSongTime(*track)) {
                        const bool decided = std::ranges::count(moved, NoteRef{track->id, newer.id}) == 1
                            && std::ranges::count(moved, NoteRef{track->id, older.id}) == 0 && newer.pitch == older.pitch;
                        const Range<Tick> mine{newer.start, newer.end()};
                        QVERIFY(!decided || !mine.overlaps({older.start, older.end()}));
                    }
        }
    }
};

QTEST_APPLESS_MAIN(TestOverlaps)
#include "tst_Overlaps.moc"
