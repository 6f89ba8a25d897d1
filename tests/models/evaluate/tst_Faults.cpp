// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Faults.h"
#include "tests/models/evaluate/Excerpts.h"

#include <QtTest>

using namespace continuo;

namespace {

QString text(FaultCount count)
{
    return QStringLiteral("%1 of %2").arg(count.found).arg(count.possible);
}

} // namespace

class tst_Faults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barsWithoutNotesAreEmpty()
    {
        QCOMPARE(text(emptyBars(excerptFromText("A: C4 w | - w | C4 w | - h | C4 h\nB: - w | - w | C3 w | C3 w"))), "3 of 8");
    }

    void aBarIsStuckFromTheThirdTimeOn()
    {
        const char* fourTimes = "A: C4 h | E4 h | C4 h | E4 h | C4 h | E4 h | C4 h | E4 h | C4 w";
        QCOMPARE(text(stuckBars(excerptFromText(fourTimes))), "2 of 3");
        QCOMPARE(text(stuckBars(excerptFromText("A: C4 h | E4 h | C4 h | E4 h | C4 h | F4 h"))), "0 of 1");
    }

    void movesAreOfTheTopLine()
    {
        QCOMPARE(text(registerJumps(excerptFromText("A: C3+C5 q | C2+D5 q | E4 q | G5 q"))), "1 of 3");
    }

    void theLeadingToneHangsAtTheEndOnly()
    {
        QCOMPARE(text(hangingLeadingTone(excerptFromText("A: C4 h | B4 h"))), "1 of 1");
        QCOMPARE(text(hangingLeadingTone(excerptFromText("A: B4 h | C5 h"))), "0 of 1");
        QCOMPARE(text(hangingLeadingTone(excerptFromText("A: A4 h | G#4 h"))), "1 of 1");
        QCOMPARE(text(hangingLeadingTone(excerptFromText("A: C4 h | D4+B4 h"))), "1 of 1");
    }
};

QTEST_APPLESS_MAIN(tst_Faults)
#include "tst_Faults.moc"
