// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WrittenLengths.h"
#include "support/SongText.h"

#include <QTest>

using namespace continuo;

namespace {

/// The notes with the lengths that they would be written with.
std::string written(std::string_view music, bool areDrums = false)
{
    Song song = songFromText(music);
    std::vector<Note> notes = notesInSongTime(*song.tracks[0]);
    const std::vector<Tick> lengths = writtenLengths(notes, areDrums);
    for (std::size_t i = 0; i < notes.size(); ++i)
        notes[i].length = lengths[i];
    Clip clip = *song.tracks[0]->clips[0];
    clip.notes = notes;
    Track track = *song.tracks[0];
    track.clips[0] = std::make_shared<const Clip>(std::move(clip));
    return textOf(track);
}

std::string text(std::string_view music)
{
    return textOf(*songFromText(music).tracks[0]);
}

} // namespace

class tst_WrittenLengths : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A quarter note has 61,440 ticks.
    void aQuarterThatSoundsForNineteenTwentiethsIsAQuarter()
    {
        QCOMPARE(written("C4 58368t @0 | E4 58368t @1 | G4 58368t @2"), text("C4 q | E4 q | G4 q"));
    }
    void soAreTheNotesOfAChord() { QCOMPARE(written("C4+E4 58368t @0 | D4+F4 58368t @1"), text("C4+E4 q | D4+F4 q")); }
    void beforeARestItIsAQuarterToo() { QCOMPARE(written("C4 58368t @0 | E4 q @2"), text("C4 q | - q | E4 q")); }
    void aDottedQuarterIsOne() { QCOMPARE(written("C4 88473t @0 | E4 29491t @1.5"), text("C4 q. | E4 e")); }
    void aNoteIsNotDrawnIntoTheNext() { QCOMPARE(written("C4 58000t @0 | E4 q @0.96875"), text("C4 59520t | E4 q")); }
    void lengthsOnTheGridAreAsTheyAre()
    {
        const auto scale = "C4 e3 | D4 e3 | E4 e3 | F4 q3 | G4 s | A4 e. | B4 s | C5 w";
        QCOMPARE(written(scale), text(scale));
        const auto gaps = "C4 56320t @0 | D4 56320t @1 | E4 56320t @2"; // eleven twelfths
        QCOMPARE(written(gaps), text(gaps));
    }
    void shortNotesStayShort()
    {
        const auto staccato = "C4 30000t @0 | D4 30000t @1 | E4 24000t @2 | F4 q @3";
        QCOMPARE(written(staccato), text("C4 e @0 | D4 e @1 | E4 24000t @2 | F4 q @3"));
    }
    void aLittleLegatoIsNotWritten() { QCOMPARE(written("C4 64000t @0 | D4 64000t @1"), text("C4 q | D4 64000t")); }
    void heldNotesStayHeld()
    {
        const auto held = "C3 127000t @0 | E4 q @0 | G4 q @1 | C5 h @2";
        QCOMPARE(written(held), text("C3 h @0 | E4 q @0 | G4 q @1 | C5 h @2"));
        const auto longer = "C3 150000t @0 | E4 q @0 | G4 q @1 | C5 h @2";
        QCOMPARE(written(longer), text("C3 153600t @0 | E4 q @0 | G4 q @1 | C5 h @2"));
    }
    void drumsAreAsLongAsTheyAre() { QCOMPARE(written("C2 58368t @0 | D2 58368t @1", true), text("C2 58368t @0 | D2 58368t @1")); }
};

QTEST_APPLESS_MAIN(tst_WrittenLengths)
#include "tst_WrittenLengths.moc"
