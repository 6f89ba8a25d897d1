// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/ChordList.h"

#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

/// Names and quarters: "C 0 | Am 4".
std::string placed(std::string_view text, int firstBar, int lastBar, Meter meter = {})
{
    std::string list;
    for (const PlacedChord& chord : placeChords(*parseChordList(text), MeterMap({{Tick(0), meter}}), firstBar, lastBar))
        list += (list.empty() ? "" : " | ") + chord.chord.name + " " + std::to_string(chord.at / kTicksPerQuarter);
    return list;
}

} // namespace

class TestChordList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chordsOfABarShareItsBeats()
    {
        QCOMPARE(placed("C | Am F", 1, 2), "C 0 | Am 4 | F 6"s);
        QCOMPARE(placed("C F G", 1, 1), "C 0 | F 2 | G 3"s);
        QCOMPARE(placed("C F", 1, 1, {3, 4}), "C 0 | F 2"s);
        QCOMPARE(placed("C D E F G", 1, 1, {2, 4}), "C 0 | D 0 | E 0 | F 1 | G 1"s);
    }

    void aShortListBeginsAnewWithTheFirstTargetBar()
    {
        QCOMPARE(placed("C | G", 3, 5), "C 8 | G 12 | C 16"s);
    }

    void aPercentSignRepeatsTheBar()
    {
        QCOMPARE(placed("C F | %", 1, 2), "C 0 | F 2 | C 4 | F 6"s);
    }

    void whatIsNoListIsRefused()
    {
        for (const char* text : {"", "C | | F", "| C", "%", "C | H"}) {
            const auto list = parseChordList(text);
            QVERIFY2(!list, text);
            QCOMPARE(list.error().code, ErrorCode::Usage);
        }
    }
};

QTEST_APPLESS_MAIN(TestChordList)
#include "tst_ChordList.moc"
