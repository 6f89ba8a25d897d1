// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/ChordEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

class TestChordEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTypedChordStandsAboveItsBass()
    {
        const Song song = songFromText("- w");
        const ChordStamp stamp{TrackId(1), kTicksPerQuarter, kTicksPerQuarter * 2, 90, Pitch(48)};
        const Edit edit = addChord(*parseChord("Am7/E"), stamp, {NoteId(50), NoteId(51), NoteId(52), NoteId(53)});
        QCOMPARE(edit.name, "Add chord Am7/E"s);
        QCOMPARE(edited(song, edit), "E3 h @1 v90 | G3 h @1 v90 | A3 h @1 v90 | C4 h @1 v90"s);
        QVERIFY(edit.apply(song).tracks[0]->clips[0]->notes.find(NoteId(50)));
        QVERIFY(isWellFormed(edit.apply(song)));
    }

    void noChordAddsNothing()
    {
        const Song song = songFromText("C4 q");
        QCOMPARE(edited(song, addChord(*parseChord("N.C."), {TrackId(1), Tick(0)}, {})), "C4 q"s);
        QCOMPARE(edited(song, addChord(*parseChord("C"), {TrackId(7), Tick(0)}, {})), "C4 q"s);
    }
};

QTEST_APPLESS_MAIN(TestChordEdits)
#include "tst_ChordEdits.moc"
