// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TrackEdits.h"

#include "core/edit/SongEdits.h"
#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

std::string names(const Song& song)
{
    std::string all;
    for (const auto& track : song.tracks)
        all += track->name;
    return all;
}

Track trackWithEvents(const Song& song)
{
    Track track = *song.tracks[0];
    track.channel = 2;
    track.events = {{Tick(0), 0xB2, 7, 90, {}}, {Tick(1), 0xC2, 5, 0, {}}, {Tick(2), 0xC3, 6, 0, {}}, {Tick(3), 0xB2, 0, 1, {}},
                    {Tick(4), 0xE2, 0, 70, {}}};
    return track;
}

} // namespace

class tst_TrackEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tracksMoveAsFarAsTheListGoes()
    {
        const Song song = songFromText("A: C4 q\nB: D4 q\nC: E4 q");
        const TrackId a = song.tracks[0]->id, c = song.tracks[2]->id;
        QCOMPARE(names(moveTrack(a, 1).apply(song)), "BAC"s);
        QCOMPARE(names(moveTrack(a, 9).apply(song)), "BCA"s);
        QCOMPARE(names(moveTrack(c, -2).apply(song)), "CAB"s);
        QCOMPARE(names(moveTrack(a, -1).apply(song)), "ABC"s);
        QCOMPARE(names(moveTrack(TrackId(99), 1).apply(song)), "ABC"s);
        QCOMPARE(edited(song, moveTrack(a, 1)), textOf(moveTrack(a, 1).apply(song)));
    }

    void copyComesBehindItsOriginalAndHasIdsAndNoPlaceInTheFile()
    {
        Song song = songFromText("A: C4 q | D4 q\nB: E4 q");
        Track track = *song.tracks[0];
        track.fileTrack = 3;
        song = withTrack(song, track);
        QCOMPARE(idsForDuplicate(track), std::size_t(4));
        const Edit edit = duplicateTrack(track.id, {100, 101, 102, 103});
        const Song copied = edit.apply(song);
        QCOMPARE(names(copied), "AAB"s);
        QCOMPARE(copied.tracks[1]->fileTrack, -1);
        QCOMPARE(copied.tracks[0]->fileTrack, 3);
        QVERIFY(isWellFormed(copied));
        QCOMPARE(edited(song, edit), textOf(copied));
        QCOMPARE(names(duplicateTrack(track.id, {100}).apply(song)), "AB"s);
    }

    void eventsOfTheChannelGoAlongWithIt()
    {
        const Song song = withTrack(songFromText("A: C4 q"), trackWithEvents(songFromText("A: C4 q")));
        const Track moved = *setChannel(song.tracks[0]->id, 9).apply(song).tracks[0];
        QCOMPARE(moved.channel, 9);
        QCOMPARE(int(moved.events[0].status), 0xB9);
        QCOMPARE(int(moved.events[2].status), 0xC3);
        QCOMPARE(int(moved.events[4].status), 0xE9);
    }

    void chosenProgramAndBankAreNotChangedByLaterOnes()
    {
        const Song song = withTrack(songFromText("A: C4 q"), trackWithEvents(songFromText("A: C4 q")));
        const TrackId id = song.tracks[0]->id;
        const Track program = *setProgram(id, 40).apply(song).tracks[0];
        QCOMPARE(program.events.size(), std::size_t(4));
        QCOMPARE(int(program.events[1].status), 0xC3);
        const Track bank = *setBank(id, 8, 300).apply(song).tracks[0];
        QCOMPARE(bank.bankMsb, std::optional(8));
        QCOMPARE(bank.bankLsb, std::optional(127));
        QCOMPARE(bank.events.size(), std::size_t(4));
    }

    void colourOfATrack()
    {
        const Song song = songFromText("A: C4 q");
        QCOMPARE(setTrackColour(song.tracks[0]->id, 4).apply(song).tracks[0]->colour, 4);
        QCOMPARE(setTrackColour(song.tracks[0]->id, -4).apply(song).tracks[0]->colour, 0);
    }
};

QTEST_APPLESS_MAIN(tst_TrackEdits)
#include "tst_TrackEdits.moc"
