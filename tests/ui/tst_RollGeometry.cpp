// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RollGeometry.h"

#include <QtTest>

#include <random>

using namespace continuo;
using namespace continuo::ui;

class tst_RollGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tickAndPixelAreInverse();
    void everyPitchIsFoundInTheMiddleOfItsRow();
    void pitchOutsideTheRowsIsTheNearest();
    void zoomingKeepsTheTickUnderThePointer();
    void zoomingKeepsThePitchUnderThePointer();
    void scrollStaysInsideTheContent();
    void zoomStaysInItsLimits();
    void rowsFillATallView();
    void foldedRowsFollowEachOther();
    void foldingKeepsTheMiddlePitch();
};

namespace {

RollGeometry someGeometry()
{
    RollGeometry geometry;
    geometry.setSize({1000.0, 400.0});
    geometry.setContentEnd(400 * kTicksPerQuarter);
    geometry.scrollTo(3000.0, 700.0);
    return geometry;
}

} // namespace

void tst_RollGeometry::tickAndPixelAreInverse()
{
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        RollGeometry geometry = someGeometry();
        geometry.setPixelsPerQuarter(2.0 + static_cast<double>(random() % 600));
        const Tick at(static_cast<std::int64_t>(random() % 24'000'000));
        QCOMPARE(geometry.tick(geometry.x(at)).value, at.value);
    }
}

void tst_RollGeometry::everyPitchIsFoundInTheMiddleOfItsRow()
{
    const RollGeometry geometry = someGeometry();
    for (int number = 0; number < 128; ++number) {
        const Pitch pitch(number);
        QCOMPARE(geometry.pitch(geometry.y(pitch) + geometry.rowHeight() / 2).number, pitch.number);
    }
}

void tst_RollGeometry::pitchOutsideTheRowsIsTheNearest()
{
    const RollGeometry geometry = someGeometry();
    QCOMPARE(int(geometry.pitch(-100000.0).number), 127);
    QCOMPARE(int(geometry.pitch(100000.0).number), 0);
}

void tst_RollGeometry::zoomingKeepsTheTickUnderThePointer()
{
    for (const double factor : {0.5, 0.9, 1.1, 3.0}) {
        RollGeometry geometry = someGeometry();
        const double anchor = 371.0;
        const Tick before = geometry.tick(anchor);
        geometry.zoomTime(factor, anchor);
        QVERIFY(std::abs(geometry.x(before) - anchor) < 0.01);
    }
}

void tst_RollGeometry::zoomingKeepsThePitchUnderThePointer()
{
    RollGeometry geometry = someGeometry();
    const Pitch before = geometry.pitch(211.0);
    geometry.zoomPitch(1.7, 211.0);
    QCOMPARE(geometry.pitch(211.0).number, before.number);
    QVERIFY(geometry.rowHeight() > 14.0);
}

void tst_RollGeometry::scrollStaysInsideTheContent()
{
    RollGeometry geometry = someGeometry();
    geometry.scrollBy(-1e9, -1e9);
    QCOMPARE(geometry.scrollX(), 0.0);
    QCOMPARE(geometry.scrollY(), 0.0);
    geometry.scrollBy(1e9, 1e9);
    QCOMPARE(geometry.scrollX(), geometry.maxScrollX());
    QVERIFY(std::abs(geometry.x(400 * kTicksPerQuarter) - 1000.0) < 0.01);
    QCOMPARE(int(geometry.lowestVisible().number), 0);
    geometry.setContentEnd(Tick(0));
    QCOMPARE(geometry.scrollX(), 0.0);
}

void tst_RollGeometry::zoomStaysInItsLimits()
{
    RollGeometry geometry = someGeometry();
    geometry.zoomTime(1e9, 10.0);
    QCOMPARE(geometry.pixelsPerQuarter(), RollGeometry::kMaxPixelsPerQuarter);
    geometry.zoomTime(1e-9, 10.0);
    QCOMPARE(geometry.pixelsPerQuarter(), RollGeometry::kMinPixelsPerQuarter);
    geometry.zoomPitch(1e9, 10.0);
    QCOMPARE(geometry.rowHeight(), RollGeometry::kMaxRowHeight);
}

void tst_RollGeometry::rowsFillATallView()
{
    RollGeometry geometry = someGeometry();
    geometry.setSize({1000.0, 1280.0});
    geometry.zoomPitch(1e-9, 0.0);
    QCOMPARE(geometry.rowHeight(), 10.0);
    QCOMPARE(geometry.maxScrollY(), 0.0);
}

void tst_RollGeometry::foldedRowsFollowEachOther()
{
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        PitchRows::Pitches shown;
        for (int number = 0; number < 128; ++number)
            shown[static_cast<std::size_t>(number)] = random() % 3 == 0;
        shown.set(60);
        RollGeometry geometry = someGeometry();
        geometry.setRows(PitchRows(shown));
        const PitchRows& rows = geometry.rows();
        QCOMPARE(rows.count(), static_cast<int>(shown.count()));
        for (int row = 0; row < rows.count(); ++row) {
            QCOMPARE(rows.row(rows.pitch(row)), row);
            QCOMPARE(geometry.pitch(geometry.y(rows.pitch(row)) + geometry.rowHeight() / 2), rows.pitch(row));
            QCOMPARE(rows.stepped(rows.pitch(row), 1), rows.pitch(row - 1));
        }
        // Higher is never lower, with or without a row.
        for (int number = 1; number < 128; ++number)
            QVERIFY(geometry.y(Pitch(number)) <= geometry.y(Pitch(number - 1)));
    }
}

void tst_RollGeometry::foldingKeepsTheMiddlePitch()
{
    RollGeometry geometry = someGeometry();
    geometry.centreOn(Pitch(64));
    PitchRows::Pitches shown;
    for (int number = 0; number < 128; number += 2)
        shown.set(static_cast<std::size_t>(number));
    geometry.setRows(PitchRows(shown));
    QCOMPARE(geometry.pitch(geometry.size().height() / 2.0), Pitch(64));
    geometry.setRows(PitchRows());
    QCOMPARE(geometry.pitch(geometry.size().height() / 2.0), Pitch(64));
}

QTEST_APPLESS_MAIN(tst_RollGeometry)
#include "tst_RollGeometry.moc"
