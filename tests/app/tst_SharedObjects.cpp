// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QtTest>

/// The desktop program must not carry the network's libraries, nor the second Qt that these bring along.
class tst_SharedObjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void desktopLoadsNeitherTorchNorASecondQt()
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {QStringLiteral(CONTINUO_DESKTOP)});
        if (!ldd.waitForStarted())
            QSKIP("There is no ldd to list shared objects with.");
        QVERIFY(ldd.waitForFinished());
        const QString objects = QString::fromLocal8Bit(ldd.readAllStandardOutput());
        QVERIFY2(objects.contains(QStringLiteral("libQt6Widgets")), qPrintable(objects));
        for (const char* unwanted : {"libtorch", "libc10", "libQt5", "libopencv"})
            QVERIFY2(!objects.contains(QLatin1String(unwanted)), unwanted);
    }
};

QTEST_GUILESS_MAIN(tst_SharedObjects)
#include "tst_SharedObjects.moc"
