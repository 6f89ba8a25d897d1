// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

namespace {

/// Names of all shared objects that are loaded with the program.
QString objectsOf(const char* program)
{
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {QString::fromLocal8Bit(program)});
    return ldd.waitForStarted() && ldd.waitForFinished() ? QString::fromLocal8Bit(ldd.readAllStandardOutput()) : QString();
}

} // namespace

/// The network's libraries, and the second Qt that these bring along, belong to learning alone. Writing music and
/// rendering it start without them.
class tst_SharedObjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("ldd")).isEmpty())
            QSKIP("There is no ldd to list shared objects with.");
    }

    void programLoadsNeitherTorchNorASecondQt_data()
    {
        QTest::addColumn<QByteArray>("program");
        QTest::addColumn<QString>("has");
#ifdef CONTINUO_DESKTOP
        QTest::newRow("continuo") << QByteArray(CONTINUO_DESKTOP) << "libQt6Widgets";
#endif
#ifdef CONTINUO_CLI
        QTest::newRow("continuo-cli") << QByteArray(CONTINUO_CLI) << "libc.so";
#endif
    }

    void programLoadsNeitherTorchNorASecondQt()
    {
        QFETCH(QByteArray, program);
        QFETCH(QString, has);
        const QString objects = objectsOf(program.constData());
        QVERIFY2(objects.contains(has), qPrintable(objects));
        for (const char* unwanted : {"libtorch", "libc10", "libopenblas", "libQt5", "libopencv"})
            QVERIFY2(!objects.contains(QLatin1String(unwanted)), unwanted);
    }
};

QTEST_GUILESS_MAIN(tst_SharedObjects)
#include "tst_SharedObjects.moc"
