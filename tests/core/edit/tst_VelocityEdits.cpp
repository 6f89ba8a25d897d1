// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/VelocityEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

class TestVelocityEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void velocityStaysWithinItsRange()
    {
        const Song song = songFromText("C4 q v10 | E4 q v120");
        QCOMPARE(edited(song, setVelocity(allNotes(song), 64)), "C4 q v64 | E4 q v64"s);
        QCOMPARE(edited(song, setVelocity(allNotes(song), 500)), "C4 q v127 | E4 q v127"s);
        QCOMPARE(edited(song, setVelocity(allNotes(song), 0)), "C4 q v1 | E4 q v1"s);
        QCOMPARE(edited(song, changeVelocity(allNotes(song), 20)), "C4 q v30 | E4 q v127"s);
        QCOMPARE(edited(song, changeVelocity(allNotes(song), -20)), "C4 q v1 | E4 q v100"s);
    }

    void aRampIsStraightOverTime()
    {
        const Song song = songFromText("A: C4 q | D4 h | E4 q\nB: C3 q @3/2");
        QCOMPARE(edited(song, rampVelocity(allNotes(song), 40, 100)),
                 "A: C4 q v40 | D4 h v60 | E4 q v100\nB: C3 q @3/2 v70"s);
        QCOMPARE(edited(song, rampVelocity(allNotes(song), 900, -3)), "A: C4 q v127 | D4 h v85 | E4 q v1\nB: C3 q @3/2 v64"s);
    }

    void aRampOverOneChordIsItsBegin()
    {
        const Song song = songFromText("C4+E4 q");
        QCOMPARE(edited(song, rampVelocity(allNotes(song), 40, 100)), "C4 q v40 | E4 q @0 v40"s);
    }
};

QTEST_APPLESS_MAIN(TestVelocityEdits)
#include "tst_VelocityEdits.moc"
