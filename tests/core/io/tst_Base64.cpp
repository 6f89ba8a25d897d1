// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Base64.h"

#include "support/QtText.h"

#include <QTest>

#include <random>

using namespace continuo;
using namespace std::string_literals;

class TestBase64 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// RFC 4648, section 10.
    void examplesOfTheStandard_data()
    {
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("coded");
        QTest::newRow("0") << "" << "";
        QTest::newRow("1") << "f" << "Zg==";
        QTest::newRow("2") << "fo" << "Zm8=";
        QTest::newRow("3") << "foo" << "Zm9v";
        QTest::newRow("4") << "foob" << "Zm9vYg==";
        QTest::newRow("5") << "fooba" << "Zm9vYmE=";
        QTest::newRow("6") << "foobar" << "Zm9vYmFy";
    }
    void examplesOfTheStandard()
    {
        QFETCH(QString, plain);
        QFETCH(QString, coded);
        QCOMPARE(encodeBase64(plain.toStdString()), coded.toStdString());
        QCOMPARE(*decodeBase64(coded.toStdString()), plain.toStdString());
    }

    void allBytesSurvive()
    {
        std::mt19937 random(1);
        for (std::size_t length = 0; length < 300; ++length) {
            std::string bytes(length, '\0');
            for (char& byte : bytes)
                byte = static_cast<char>(random());
            QVERIFY(decodeBase64(encodeBase64(bytes)) == bytes);
        }
    }

    void whatIsNotBase64IsTurnedDown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("length") << "Zg";
        QTest::newRow("padding not complete") << "Zg=";
        QTest::newRow("padding alone") << "====";
        QTest::newRow("too much padding") << "Z===";
        QTest::newRow("padding inside") << "Z=g=";
        QTest::newRow("two texts") << "Zg==Zg==";
        QTest::newRow("blank") << "Zm 9";
        QTest::newRow("line end") << "Zm9v\n\n\n\n";
        QTest::newRow("digit of the other alphabet") << "Zm9-";
        QTest::newRow("bits that are not used") << "Zh==";
        QTest::newRow("two bits that are not used") << "Zm9=";
    }
    void whatIsNotBase64IsTurnedDown()
    {
        QFETCH(QString, text);
        QVERIFY(!decodeBase64(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_Base64.moc"
