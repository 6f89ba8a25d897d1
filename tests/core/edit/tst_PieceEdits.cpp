// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PieceEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// Ids for pieces that the song does not use.
std::vector<NoteId> newIds(const Song& song, std::size_t count)
{
    std::vector<NoteId> ids;
    for (std::size_t i = 1; i <= count; ++i)
        ids.push_back(NoteId(song.lastId + i));
    return ids;
}

} // namespace

class TestPieceEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSplitNoteBecomesTwo()
    {
        const Song song = songFromText("C4 w v90 | E4 q");
        const auto notes = allNotes(song);
        QCOMPARE(edited(song, splitNotes(notes, kQuarter, newIds(song, 2))), "C4 q v90 | C4 h. v90 | E4 q"s);
        const Song after = splitNotes(notes, kQuarter, newIds(song, 2)).apply(song);
        QVERIFY(after.tracks[0]->clips[0]->notes.find(NoteId(song.lastId + 1)));
        QVERIFY(isWellFormed(after));
    }

    void notesThatDoNotSoundOnBothSidesStayWhole()
    {
        const Song song = songFromText("C4 q | E4 q");
        for (const Tick at : {Tick(0), kQuarter, kQuarter * 2, kQuarter * 9})
            QCOMPARE(edited(song, splitNotes(allNotes(song), at, newIds(song, 2))), textOf(song));
    }

    void gluedNotesOfAPitchBecomeOne()
    {
        const Song song = songFromText("A: C4 q v90 | E4 e | C4 q | C4 e @4\nB: C4 w");
        QCOMPARE(edited(song, glueNotes(allNotes(song))), "A: C4 276480t v90 | E4 e @1\nB: C4 w"s);
    }

    void splitAndGluedNotesAreAsBefore()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const Song song = randomSong(seed);
            const NoteRef ref = allNotes(song).front();
            const Note note = notesOf(song, std::span(&ref, 1)).front().note;
            const auto ids = newIds(song, 1);
            const Song split = splitNotes({ref}, note.start + note.length / 2, ids).apply(song);
            const Song glued = glueNotes({ref, {ref.track, ids.front()}}).apply(split);
            QVERIFY(isWellFormed(split));
            QCOMPARE(textOf(glued), textOf(song));
            QCOMPARE(textWithout(split, {ref, {ref.track, ids.front()}}), textWithout(song, {ref}));
        }
    }
};

QTEST_APPLESS_MAIN(TestPieceEdits)
#include "tst_PieceEdits.moc"
