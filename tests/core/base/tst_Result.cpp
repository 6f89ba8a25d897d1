// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"

#include <QTest>

#include <memory>

using namespace continuo;

class TestResult : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valueIsHeld()
    {
        const Result<int> result = 7;
        QVERIFY(result.ok());
        QVERIFY(result);
        QCOMPARE(result.value(), 7);
        QCOMPARE(*result, 7);
    }

    void errorIsHeld()
    {
        const Result<int> result = Error{ErrorCode::Output, "No room for a.mid."};
        QVERIFY(!result.ok());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Output);
        QCOMPARE(QString::fromStdString(result.error().message), "No room for a.mid.");
    }

    void valueMovesOut()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 3);
    }

    void valueCanBeChangedInPlace()
    {
        Result<std::string> result = std::string("C");
        result->append("4");
        *result += "!";
        QCOMPARE(QString::fromStdString(result.value()), "C4!");
    }

    void successWithoutValue()
    {
        const Result<void> good;
        QVERIFY(good);
        const Result<void> bad = Error{ErrorCode::Usage, "No."};
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::Usage);
    }

    void codesAreTheExitStatusOfTheCommandLine()
    {
        QCOMPARE(static_cast<int>(ErrorCode::Usage), 2);
        QCOMPARE(static_cast<int>(ErrorCode::Input), 3);
        QCOMPARE(static_cast<int>(ErrorCode::Unsatisfiable), 4);
        QCOMPARE(static_cast<int>(ErrorCode::Unavailable), 5);
        QCOMPARE(static_cast<int>(ErrorCode::Output), 6);
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_Result.moc"
