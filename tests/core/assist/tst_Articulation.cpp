// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Articulation.h"
#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;

namespace {

// A quarter note has 61,440 ticks; 58,368 are 95 % of it.
constexpr const char* kDetached = "C4 58368t @0 | E4 58368t @1 | G4 58368t @2 | C5 58368t @3";
constexpr const char* kFull = "C4 q | E4 q | G4 q | C5 q";

/// Ticks for which a quarter written after the song's first bar sounds, in the first track or in another.
std::int64_t quarterAfter(const Song& song, std::optional<TrackId> track = std::nullopt)
{
    const Articulation articulation(song, track.value_or(song.tracks.front()->id), song.meters.bars(2, 3));
    return articulation.sounding(kTicksPerQuarter).value;
}

Song withDrums(Song song)
{
    Track drums = *song.tracks.front();
    drums.channel = kDrumChannel;
    song.tracks.front() = std::make_shared<const Track>(drums);
    return song;
}

constexpr std::int64_t kWhole = kTicksPerQuarter.value;
constexpr TrackId kNew{1000};

} // namespace

class tst_Articulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newNotesAreAsDetachedAsTheTracks()
    {
        QCOMPARE(quarterAfter(songFromText(kDetached)), 58'368);
    }

    void afterFullNotesComeFullOnes()
    {
        QCOMPARE(quarterAfter(songFromText(kFull)), kWhole);
    }

    void aFewShorterNotesDoNotCount()
    {
        QCOMPARE(quarterAfter(songFromText("C4 q | E4 q | G4 58368t @2 | C5 q @3")), kWhole);
    }

    void notesThatOverlapMakeNoneLonger()
    {
        QCOMPARE(quarterAfter(songFromText("C4 62000t @0 | E4 62000t @1 | G4 62000t @2 | C5 q @3")), kWhole);
    }

    void aNewTrackTakesAfterTheOthers()
    {
        QCOMPARE(quarterAfter(songFromText(kDetached), kNew), 58'368);
        QCOMPARE(quarterAfter(songFromText(kFull), kNew), kWhole);
    }

    void whatIsFarAwayDoesNotCount()
    {
        const Song song = songFromText("C4 58368t @0 | E4 58368t @1 | G4 58368t @2 | C5 q @60 | C5 q @61");
        const Articulation articulation(song, song.tracks.front()->id, song.meters.bars(16, 17));
        QCOMPARE(articulation.sounding(kTicksPerQuarter), kTicksPerQuarter);
    }

    void drumsAreAsLongAsTheyAreWritten()
    {
        QCOMPARE(quarterAfter(withDrums(songFromText(kDetached))), kWhole);
    }

    void theShortestNoteSounds()
    {
        const Song song = songFromText(kDetached);
        QCOMPARE(Articulation(song, song.tracks.front()->id, song.meters.bars(2, 2)).sounding(Tick(1)), Tick(1));
    }
};

QTEST_APPLESS_MAIN(tst_Articulation)
#include "tst_Articulation.moc"
