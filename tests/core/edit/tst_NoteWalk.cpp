// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/NoteWalk.h"

#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;
constexpr TrackId kFirst(1);

} // namespace

class TestNoteWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAreFoundInBothDirections()
    {
        const Song song = songFromText("A: C4+E4 q @1 | G4 q @3\nB: C3 q @2");
        QCOMPARE(startAfter(song, kFirst, Tick(0)), std::optional(kQuarter));
        QCOMPARE(startAfter(song, kFirst, kQuarter), std::optional(kQuarter * 3));
        QVERIFY(!startAfter(song, kFirst, kQuarter * 3));
        QCOMPARE(startBefore(song, kFirst, kQuarter * 3), std::optional(kQuarter));
        QVERIFY(!startBefore(song, kFirst, kQuarter));
        QVERIFY(!startAfter(song, TrackId(99), Tick(0)));
    }

    void soundingNotesStandFromLowToHigh()
    {
        const Song song = songFromText("E4 w | C4 q @1 | G4 q @2");
        const auto sounding = notesSoundingAt(song, kFirst, kQuarter * 3 / 2);
        QCOMPARE(sounding.size(), std::size_t(2));
        QCOMPARE(sounding.front().note.pitch, Pitch(60));
        QVERIFY(notesSoundingAt(song, kFirst, kQuarter * 4).empty());
    }

    void ofTwoNotesOfAPitchTheLaterOneIsThere()
    {
        const Song song = songFromText("C4 w | C4 q @1");
        QCOMPARE(noteAt(song, kFirst, kQuarter, Pitch(60))->note.start, kQuarter);
        QCOMPARE(noteAt(song, kFirst, kQuarter * 3, Pitch(60))->note.start, Tick(0));
        QVERIFY(!noteAt(song, kFirst, kQuarter, Pitch(61)));
    }
};

QTEST_APPLESS_MAIN(TestNoteWalk)
#include "tst_NoteWalk.moc"
