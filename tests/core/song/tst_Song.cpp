// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Song.h"
#include "core/song/TrackNotes.h"

#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// One clip for every text, each beginning so many quarters into the song, with ids from 100 on.
Track trackWithClips(const std::vector<std::pair<int, std::string>>& clips)
{
    Track track;
    track.id = TrackId(1);
    std::uint64_t id = 100;
    for (const auto& [quarter, text] : clips) {
        Clip clip = *songFromText(text).tracks.front()->clips.front();
        clip.start = kQuarter * quarter;
        clip.id = ClipId(++id);
        std::vector<Note> notes(clip.notes.begin(), clip.notes.end());
        for (Note& note : notes)
            note.id = NoteId(++id);
        clip.notes = std::move(notes);
        track.clips.push_back(std::make_shared<const Clip>(clip));
    }
    return track;
}

Note noteAt(int quarter, int pitch)
{
    return {NoteId(999), kQuarter * quarter, kQuarter, Pitch(pitch)};
}

} // namespace

class TestSong : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textReadsBack()
    {
        for (const char* text : {"C4 q | E4 q | G4 h", "Melody: C4 q | E4 q @2 v100\nBass: C2 w muted | G2 100t @7/3 suggested",
                                 "C4 q | E4 q @0 | G4 q @0", "C4 e3 | D4 e3 | E4 e3 | F4 q. | G4 s", "A: \nB: C4 q @1t"})
            QCOMPARE(textOf(songFromText(text)), std::string(text));
    }

    void chordsRestsAndDecimalsAreOnlyOtherSpellings()
    {
        QCOMPARE(textOf(songFromText("C4+E4 q | - q | 67 e @2.5")), "C4 q | E4 q @0 | G4 e @5/2"s);
    }

    void textThatIsNotASongIsRefused()
    {
        for (const char* text : {"C4", "X4 q", "C4 z", "C4 q fast", "C4 q @", "C4+ q q"})
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument, songFromText(text));
    }

    void emptySongHasNoBars()
    {
        const Song song;
        QCOMPARE(song.end(), Tick(0));
        QCOMPARE(song.lastBar(), 0);
        QCOMPARE(song.noteCount(), std::size_t(0));
        QVERIFY(!song.keyAt(Tick(0)));
    }

    void noteThatEndsAtABarLineIsNotInTheNextBar()
    {
        QCOMPARE(songFromText("C4 w").lastBar(), 1);
        QCOMPARE(songFromText("C4 w | C4 t").lastBar(), 2);
    }

    void longestNoteMakesTheEnd()
    {
        const Song song = songFromText("C4 w | E4 q @1\nG4 h");
        QCOMPARE(song.end(), kQuarter * 4);
        QCOMPARE(song.noteCount(), std::size_t(3));
    }

    void keyHoldsUntilTheNext()
    {
        const KeySignature d{2, Mode::Major}, g{1, Mode::Major}, a{3, Mode::Major};
        Song song;
        song.keys = {{kQuarter, d}, {kQuarter * 4, g}, {kQuarter * 4, a}};
        QVERIFY(!song.keyAt(Tick(0)));
        QCOMPARE(song.keyAt(kQuarter), std::optional(d));
        QCOMPARE(song.keyAt(kQuarter * 4 - Tick(1)), std::optional(d));
        QCOMPARE(song.keyAt(kQuarter * 9), std::optional(a));
    }

    void replacingATrackSharesTheOthers()
    {
        const Song song = songFromText("A: C4 q\nB: D4 q");
        Track changed = *song.tracks[1];
        changed.name = "C";
        const Song after = withTrack(song, changed);
        QCOMPARE(after.tracks[0], song.tracks[0]);
        QCOMPARE(textOf(after), "A: C4 q\nC: D4 q"s);
        QCOMPARE(textOf(song), "A: C4 q\nB: D4 q"s);
        changed.id = TrackId(77);
        QVERIFY(sameContent(withTrack(song, changed), song));
    }

    void newTrackRaisesTheLastId()
    {
        const Song after = withNewTrack(songFromText("C4 q"), trackWithClips({{0, "D4 q"}}));
        QCOMPARE(after.lastId, std::uint64_t(102));
    }

    void sameContentSeesEveryDifference()
    {
        const Song song = songFromText("A: C4 q\nB: D4 q");
        QVERIFY(sameContent(song, song));
        QVERIFY(sameContent(song, songFromText("A: C4 q\nB: D4 q")));
        QVERIFY(!sameContent(song, songFromText("A: C4 q\nB: D4 e")));
        QVERIFY(!sameContent(song, songFromText("A: C4 q")));
        QVERIFY(!sameContent(song, songFromText("A: C4 q\nC: D4 q")));
        Song other = song;
        other.tempo = TempoMap({{Tick(0), 400'000}});
        QVERIFY(!sameContent(song, other));
        other = song;
        other.meters = MeterMap({{Tick(0), {3, 4}}});
        QVERIFY(!sameContent(song, other));
        other = song;
        other.keys.push_back({});
        QVERIFY(!sameContent(song, other));
        other = song;
        other.conductor.push_back({});
        QVERIFY(!sameContent(song, other));
        other = song;
        other.layout.division = 96;
        QVERIFY(!sameContent(song, other));
        for (const auto& change : std::vector<void (*)(Track&)>{
                 [](Track& track) { track.channel = 3; }, [](Track& track) { track.program = 0; },
                 [](Track& track) { track.bankMsb = 0; }, [](Track& track) { track.bankLsb = 0; },
                 [](Track& track) { track.volume = 0.5; }, [](Track& track) { track.pan = 0.5; },
                 [](Track& track) { track.muted = true; }, [](Track& track) { track.solo = true; },
                 [](Track& track) { track.colour = 5; }, [](Track& track) { track.events.push_back({}); },
                 [](Track& track) { track.fileTrack = 4; }, [](Track& track) { track.end = Tick(9); }}) {
            Track changed = *song.tracks[0];
            change(changed);
            QVERIFY(!sameContent(*song.tracks[0], changed));
        }
    }

    void notesComeInSongTimeAndInOrder()
    {
        const Track track = trackWithClips({{0, "C4 q | E4 q @4"}, {2, "D4 q"}});
        QCOMPARE(textOf(track), "C4 q | D4 q @2 | E4 q @4"s);
        QCOMPARE(track.lastNoteEnd(), kQuarter * 5);
        QCOMPARE(track.noteCount(), std::size_t(3));
    }

    void addedNoteGoesToTheClipThatHoldsItsStart()
    {
        const Track track = trackWithClips({{0, "C4 w"}, {4, "D4 w"}});
        const Note note = noteAt(4, 72);
        const Track after = withAddedNotes(track, std::span(&note, 1), ClipId());
        QCOMPARE(after.clips[0], track.clips[0]);
        QCOMPARE(textOf(after), "C4 w | D4 w | C5 q @4"s);
        QCOMPARE(after.clips[1]->notes.size(), std::size_t(2));
    }

    void addedNoteInAGapGoesToTheClipBeforeIt()
    {
        const Track track = trackWithClips({{0, "C4 q"}, {8, "D4 q"}});
        const Note note = noteAt(5, 72);
        const Track after = withAddedNotes(track, std::span(&note, 1), ClipId());
        QCOMPARE(after.clips[0]->notes.size(), std::size_t(2));
        QCOMPARE(after.clips[0]->length, kQuarter);
        QCOMPARE(after.clips[1], track.clips[1]);
    }

    void lastClipGrowsToHoldAddedNotes()
    {
        const Track track = trackWithClips({{0, "C4 q"}});
        const Note note = noteAt(5, 72);
        QCOMPARE(withAddedNotes(track, std::span(&note, 1), ClipId()).clips[0]->length, kQuarter * 6);
    }

    void firstClipBeginsEarlierForANoteBeforeIt()
    {
        const Track track = trackWithClips({{4, "C4 q"}});
        const Note note = noteAt(1, 72);
        const Track after = withAddedNotes(track, std::span(&note, 1), ClipId());
        QCOMPARE(after.clips[0]->start, kQuarter);
        QCOMPARE(after.clips[0]->length, kQuarter * 4);
        QCOMPARE(textOf(after), "C5 q @1 | C4 q @4"s);
        QCOMPARE(after.clips[0]->notes.front().start, Tick(0));
    }

    void trackWithoutClipsGetsOne()
    {
        const Note note = noteAt(1, 72);
        const Track after = withAddedNotes(Track{}, std::span(&note, 1), ClipId(50));
        QCOMPARE(after.clips.size(), std::size_t(1));
        QCOMPARE(after.clips[0]->id, ClipId(50));
        QCOMPARE(after.clips[0]->start, Tick(0));
        QCOMPARE(textOf(after), "C5 q @1"s);
    }

    void aClipThatComesToBeginEarlierStandsBeforeTheOthers()
    {
        const Track track = trackWithClips({{0, "C4 q"}, {4, "D4 q"}, {8, "E4 q"}});
        const Track moved = withChangedNotes(track, [](Note note) {
            if (note.pitch == Pitch(64))
                note.start = kQuarter * 2;
            return note;
        });
        QVERIFY(std::ranges::is_sorted(moved.clips, {}, [](const auto& clip) { return clip->start; }));
        QCOMPARE(textOf(moved), "C4 q | E4 q @2 | D4 q @4"s);
    }

    void untouchedClipsAreShared()
    {
        const Track track = trackWithClips({{0, "C4 q"}, {4, "D4 q"}});
        const Track same = withChangedNotes(track, [](const Note& note) { return note; });
        QVERIFY(same.clips == track.clips);
        const Track raised = withChangedNotes(track, [](Note note) {
            if (note.pitch == Pitch(62))
                note.pitch = Pitch(64);
            return note;
        });
        QCOMPARE(raised.clips[0], track.clips[0]);
        QCOMPARE(textOf(raised), "C4 q | E4 q @4"s);
    }
};

QTEST_APPLESS_MAIN(TestSong)
#include "tst_Song.moc"
