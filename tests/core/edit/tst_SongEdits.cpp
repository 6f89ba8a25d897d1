// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/SongEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

#include <cmath>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// The track after the edit, which is also seen to undo and redo.
Track trackAfter(const Edit& edit)
{
    const Song song = songFromText("A: C4 q\nB: D4 q");
    if (edited(song, edit) != textOf(edit.apply(song)))
        throw std::runtime_error(edited(song, edit));
    return *edit.apply(song).tracks[0];
}

} // namespace

class TestSongEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trackIsAddedAtTheEnd()
    {
        const Song song = songFromText("A: C4 q");
        Track track = *songFromText("B: D4 q").tracks[0];
        QCOMPARE(edited(song, addTrack(track)), "A: C4 q"s); // its id is in use
        track.id = TrackId(50);
        QCOMPARE(edited(song, addTrack(track)), "A: C4 q\nB: D4 q"s);
    }

    void removedTrackTakesItsNotesAlong()
    {
        const Song song = songFromText("A: C4 q\nB: D4 q");
        QCOMPARE(edited(song, removeTrack(song.tracks[0]->id)), "B: D4 q"s);
        QCOMPARE(edited(song, removeTrack(TrackId(99))), textOf(song));
    }

    void fieldsOfATrack()
    {
        const TrackId id(1);
        QCOMPARE(trackAfter(renameTrack(id, "Lead")).name, "Lead"s);
        QCOMPARE(trackAfter(setProgram(id, 40)).program, std::optional(40));
        QCOMPARE(trackAfter(setProgram(id, 400)).program, std::optional(127));
        QCOMPARE(trackAfter(setProgram(id, std::nullopt)).program, std::optional<int>());
        QCOMPARE(trackAfter(setChannel(id, 9)).channel, 9);
        QCOMPARE(trackAfter(setChannel(id, 99)).channel, 15);
        QVERIFY(trackAfter(muteTrack(id)).muted);
        QVERIFY(!trackAfter(unmuteTrack(id)).muted);
        QVERIFY(trackAfter(soloTrack(id)).solo);
        QVERIFY(!trackAfter(unsoloTrack(id)).solo);
        QCOMPARE(trackAfter(setVolume(id, 0.25)).volume, 0.25);
        QCOMPARE(trackAfter(setVolume(id, 7)).volume, 1.0);
        QCOMPARE(trackAfter(setPan(id, -0.5)).pan, -0.5);
        QCOMPARE(trackAfter(setPan(id, -7)).pan, -1.0);
    }

    void trackThatIsGoneIsLeftAlone()
    {
        const Song song = songFromText("A: C4 q");
        QVERIFY(sameContent(muteTrack(TrackId(99)).apply(song), song));
    }

    void sliderRunsOnOneTrackAreOneStep()
    {
        Document document(songFromText("A: C4 q\nB: D4 q"));
        const TrackId a = document.song().tracks[0]->id, b = document.song().tracks[1]->id;
        for (const double volume : {0.9, 0.8, 0.7})
            document.commit(setVolume(a, volume));
        document.commit(setVolume(b, 0.5));
        document.undo();
        QCOMPARE(document.song().tracks[0]->volume, 0.7);
        document.undo();
        QCOMPARE(document.song().tracks[0]->volume, 1.0);
        QVERIFY(!document.canUndo());
    }

    void tempoHoldsFromItsTickOn()
    {
        Document document;
        QVERIFY(document.commit(setTempo(kQuarter * 4, 90)));
        QVERIFY(std::abs(document.song().tempo.bpmAt(kQuarter * 4) - 90) < 1e-3);
        QVERIFY(std::abs(document.song().tempo.bpmAt(Tick(0)) - 120) < 1e-3);
        QVERIFY(document.commit(setTempo(kQuarter * 4, 60)));
        QCOMPARE(document.song().tempo.changes().size(), std::size_t(1));
        QVERIFY(!document.commit(setTempo(kQuarter * 4, 60)));
        document.undo();
        QVERIFY(document.song().tempo.changes().empty());
    }

    void tempoStaysWithinWhatAFileCanHold()
    {
        for (const double bpm : {-5.0, 0.0, 1.0, 1e12}) {
            const Song song = setTempo(Tick(0), bpm).apply(Song{});
            const std::uint32_t microseconds = song.tempo.changes()[0].microsecondsPerQuarter;
            QVERIFY(microseconds >= 1 && microseconds <= 0xFFFFFF);
        }
    }

    void meterHoldsFromItsBarOn()
    {
        const Song song = setMeter(kQuarter * 5, {3, 4}).apply(Song{});
        QCOMPARE(song.meters.changes()[0].at, kQuarter * 4);
        QCOMPARE(song.meters.bar(2), (Range<Tick>{kQuarter * 4, kQuarter * 7}));
        const Song again = setMeter(kQuarter * 4, {2, 4}).apply(song);
        QCOMPARE(again.meters.changes().size(), std::size_t(1));
        QCOMPARE(again.meters.bar(2).end, kQuarter * 6);
    }

    void keyHoldsFromItsTickOnAndCanBeRemoved()
    {
        const KeySignature d{2, Mode::Major};
        const Song song = setKey(kQuarter, d).apply(Song{});
        QVERIFY(!song.keyAt(Tick(0)));
        QCOMPARE(song.keyAt(kQuarter), std::optional(d));
        const Song earlier = setKey(Tick(0), KeySignature{}).apply(song);
        QCOMPARE(earlier.keys.front().at, Tick(0));
        QCOMPARE(earlier.keyAt(kQuarter), std::optional(d));
        QVERIFY(setKey(kQuarter, std::nullopt).apply(song).keys.empty());
    }
};

QTEST_APPLESS_MAIN(TestSongEdits)
#include "tst_SongEdits.moc"
