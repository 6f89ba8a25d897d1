// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/TapTempo.h"

#include <QtTest>

#include <cmath>

using namespace continuo::ui;

class tst_TapTempo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoTapsAreATempo()
    {
        TapTempo tempo;
        QVERIFY(!tempo.tap(1000));
        QCOMPARE(tempo.tap(1500), std::optional(120.0));
    }

    void unevenTapsAreEvenedOut()
    {
        TapTempo tempo;
        std::optional<double> bpm;
        for (const std::int64_t at : {0, 590, 1210, 1795, 2400})
            bpm = tempo.tap(at);
        QCOMPARE(bpm, std::optional(100.0));
    }

    void aNewTempoCountsSoon()
    {
        TapTempo tempo;
        std::int64_t at = 0;
        for (int i = 0; i < 20; ++i)
            tempo.tap(at += 1000);
        std::optional<double> bpm;
        for (int i = 0; i < 7; ++i)
            bpm = tempo.tap(at += 500);
        QCOMPARE(bpm, std::optional(120.0));
    }

    void afterAPauseItBeginsAnew()
    {
        TapTempo tempo;
        tempo.tap(0);
        tempo.tap(500);
        QVERIFY(!tempo.tap(2501));
        QCOMPARE(tempo.tap(2901), std::optional(150.0));
    }

    void tapsAtOneTimeAreNoTempo()
    {
        TapTempo tempo;
        tempo.tap(7);
        QVERIFY(!tempo.tap(7));
    }
};

QTEST_APPLESS_MAIN(tst_TapTempo)
#include "tst_TapTempo.moc"
