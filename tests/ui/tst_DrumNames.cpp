// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/DrumNames.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

class tst_DrumNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drumsHaveNames()
    {
        QCOMPARE(drumName(Pitch(35)), QStringLiteral("Acoustic Bass Drum"));
        QCOMPARE(drumName(Pitch(38)), QStringLiteral("Snare"));
        QCOMPARE(drumName(Pitch(42)), QStringLiteral("Closed Hi-Hat"));
        QCOMPARE(drumName(Pitch(49)), QStringLiteral("Crash 1"));
        QCOMPARE(drumName(Pitch(56)), QStringLiteral("Cowbell"));
        QCOMPARE(drumName(Pitch(70)), QStringLiteral("Maracas"));
        QCOMPARE(drumName(Pitch(81)), QStringLiteral("Open Triangle"));
        QCOMPARE(drumName(Pitch(20)), QString());
        QCOMPARE(drumName(Pitch(100)), QString());
    }
};

QTEST_APPLESS_MAIN(tst_DrumNames)
#include "tst_DrumNames.moc"
