// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WrittenNotes.h"
#include "core/assist/WrittenStarts.h"
#include "core/base/Random.h"
#include "support/SongText.h"

#include <QTest>

using namespace continuo;

namespace {

/// The track's notes as they would be written, their lengths in whole steps.
std::string written(const Song& song, bool areDrums = false)
{
    Clip clip = *song.tracks[0]->clips[0];
    std::vector<Note> notes = writtenNotes(notesInSongTime(*song.tracks[0]), StepGrid(song.meters, 1, song.lastBar()), areDrums);
    for (Note& note : notes)
        note.length = kTicksPerStep * ((note.length + kTicksPerStep / 2) / kTicksPerStep);
    clip.notes = std::move(notes);
    Track track = *song.tracks[0];
    track.clips[0] = std::make_shared<const Clip>(std::move(clip));
    return textOf(track);
}

std::string written(std::string_view music, bool areDrums = false)
{
    return written(songFromText(music), areDrums);
}

std::string text(std::string_view music)
{
    return textOf(*songFromText(music).tracks[0]);
}

/// The song as somebody plays it who is at most so far off.
Song played(std::string_view music, std::int64_t mostTicks, std::uint64_t seed)
{
    Song song = songFromText(music);
    Random random(seed);
    std::vector<Note> notes = notesInSongTime(*song.tracks[0]);
    for (Note& note : notes) {
        const Tick off(random.below(static_cast<int>(2 * mostTicks + 1)) - mostTicks);
        const Tick end = note.end() - Tick(random.below(static_cast<int>(mostTicks)));
        note.start = std::max(Tick(0), note.start + off);
        note.length = end - note.start;
    }
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.start < b.start; });
    Clip clip = *song.tracks[0]->clips[0];
    clip.notes = notes;
    Track track = *song.tracks[0];
    track.clips[0] = std::make_shared<const Clip>(std::move(clip));
    song.tracks[0] = std::make_shared<const Track>(std::move(track));
    return song;
}

} // namespace

class tst_WrittenStarts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A quarter note has 61,440 ticks, 30 ms at 120 quarters a minute are 3,686.
    void whatIsPlayedIsReadAsItWouldBeWritten()
    {
        const auto tune = "C4 q | D4 e | E4 e | F4 q. | G4 e | A4 e3 | B4 e3 | C5 e3 | D5 q | C5 h";
        for (std::uint64_t seed = 1; seed <= 50; ++seed)
            QCOMPARE(written(played(tune, 3'000, seed)), text(tune));
    }
    void soAreChordsThatAreNotQuiteTogether()
    {
        const auto chords = "C4+E4+G4 q | D4+F4+A4 q | C4+E4+G4 h";
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            Song song = played(chords, 2'000, seed);
            const auto notes = notesInSongTime(*songFromText(chords).tracks[0]);
            const auto read = writtenStarts(notesInSongTime(*song.tracks[0]), StepGrid(song.meters, 1, 1), false);
            for (std::size_t i = 0; i < notes.size(); ++i)
                QCOMPARE(read[i], notes[i].start);
        }
    }
    void whatLiesOnTheGridStays()
    {
        const auto grace = "C4 5120t | D4 56320t | E4 q | F4 q | G4 q"; // a step before the beat's own note
        QCOMPARE(written(grace), text(grace));
        const auto triplets = "C4 e3 | D4 e3 | E4 e3 | F4 s | G4 s | A4 s | B4 s | C5 h";
        QCOMPARE(written(triplets), text(triplets));
    }
    void notesPlayedOneAfterAnotherAreNotReadTogether()
    {
        // Thirty-seconds, all a little late.
        const auto late = "C4 7680t @1000t | D4 7680t @8680t | E4 7680t @16360t | F4 7680t @24040t";
        const Song song = songFromText(late);
        const auto notes = notesInSongTime(*song.tracks[0]);
        const auto read = writtenStarts(notes, StepGrid(song.meters, 1, 1), false);
        for (std::size_t i = 1; i < read.size(); ++i)
            QVERIFY(read[i - 1] < read[i]);
    }
    void aNoteThatIsEarlyBelongsToTheNextBar() { QCOMPARE(written("C4 h. @500t | E4 q @180000t | G4 h @242760t"), text("C4 h. | E4 q | G4 h")); }
    void drumsKeepTheirGroove() { QCOMPARE(written("C2 e @900t | D2 e @31900t", true), text("C2 e @900t | D2 e @31900t")); }
};

QTEST_APPLESS_MAIN(tst_WrittenStarts)
#include "tst_WrittenStarts.moc"
