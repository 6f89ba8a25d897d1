// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TimeEdits.h"

#include "core/edit/SongEdits.h"
#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

} // namespace

class tst_TimeEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void markersAreSetRenamedAndRemoved()
    {
        Song song = songFromText("A: C4 q");
        song = setMarker(kQuarter * 8, "Chorus").apply(song);
        song = setMarker(Tick(0), "Verse").apply(song);
        QCOMPARE(markersOf(song), (std::vector<Marker>{{Tick(0), "Verse"}, {kQuarter * 8, "Chorus"}}));
        song = setMarker(kQuarter * 8, "Bridge").apply(song);
        QCOMPARE(markersOf(song).back().name, std::string("Bridge"));
        QCOMPARE(setMarker(kQuarter * 8, "  ").name, std::string("Remove marker"));
        song = setMarker(kQuarter * 8, "  ").apply(song);
        QCOMPARE(markersOf(song).size(), std::size_t(1));
    }

    void changesAtATickGoAndTheBeginStays()
    {
        Song song = songFromText("A: C4 q");
        for (const Tick at : {Tick(0), kQuarter * 4}) {
            song = setTempo(at, 90).apply(song);
            song = setMeter(at, {3, 4}).apply(song);
            song = setKey(at, KeySignature{2, Mode::Major}).apply(song);
            song = setMarker(at, "Here").apply(song);
        }
        const Song less = removeChangesAt(song.meters.changes().back().at).apply(removeChangesAt(kQuarter * 4).apply(song));
        QCOMPARE(less.tempo.changes().size(), std::size_t(1));
        QCOMPARE(less.keys.size(), std::size_t(1));
        QCOMPARE(less.meters.changes().size(), std::size_t(1));
        QCOMPARE(markersOf(less).size(), std::size_t(1));
        const Song begin = removeChangesAt(Tick(0)).apply(less);
        QCOMPARE(begin.tempo.changes().size(), std::size_t(1));
        QVERIFY(markersOf(begin).empty());
    }

    void pickUpIsABarOfItsOwn()
    {
        const Song song = setPickUp(kQuarter).apply(songFromText("A: C4 q"));
        QCOMPARE(song.meters.bar(1).end, kQuarter);
        QCOMPARE(song.meters.bar(2).end, kQuarter * 5);
        QCOMPARE(song.meters.meterAt(Tick(0)).numerator, 1);
        QCOMPARE(song.meters.meterAt(kQuarter).numerator, 4);
        const Song dotted = setPickUp(kQuarter * 3 / 2).apply(songFromText("A: C4 q"));
        QCOMPARE(dotted.meters.meterAt(Tick(0)).numerator, 3);
        QCOMPARE(dotted.meters.meterAt(Tick(0)).denominator, 8);
    }

    void pickUpThatIsNoneLeavesTheSong()
    {
        const Song song = songFromText("A: C4 q");
        for (const Tick length : {Tick(0), kQuarter * 4, kQuarter * 9, Tick(1), -kQuarter})
            QVERIFY(setPickUp(length).apply(song).meters == song.meters);
    }
};

QTEST_APPLESS_MAIN(tst_TimeEdits)
#include "tst_TimeEdits.moc"
