// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopOptions.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::app;

namespace {

Result<DesktopOptions> parse(std::vector<std::string> arguments)
{
    return parseDesktopOptions(arguments);
}

} // namespace

class tst_DesktopOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingOpensAnEmptyWindow()
    {
        const auto options = parse({});
        QVERIFY(options);
        QVERIFY(options->mode == DesktopOptions::Mode::Window);
        QVERIFY(options->file.empty());
    }

    void aPictureTakesSizeScaleAndTheme()
    {
        const auto options = parse({"song.mid", "--screenshot", "out.png", "--size", "900x500", "--scale=2", "--theme", "dark"});
        QVERIFY(options);
        QVERIFY(options->mode == DesktopOptions::Mode::Screenshot);
        QCOMPARE(options->file, std::string("song.mid"));
        QCOMPARE(options->screenshot, std::string("out.png"));
        QCOMPARE(options->width, 900);
        QCOMPARE(options->height, 500);
        QCOMPARE(options->scale, 2);
        QVERIFY(options->theme == DesktopOptions::ThemeWish::Dark);
    }

    void afterTwoDashesEverythingIsAFile()
    {
        const auto options = parse({"--", "--odd-name.mid"});
        QVERIFY(options);
        QCOMPARE(options->file, std::string("--odd-name.mid"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << QStringList{"--nonsense"} << "--nonsense";
        QTest::newRow("value missing") << QStringList{"--screenshot"} << "--screenshot";
        QTest::newRow("bad size") << QStringList{"--size", "12"} << "--size";
        QTest::newRow("huge size") << QStringList{"--size", "999999x9"} << "--size";
        QTest::newRow("bad scale") << QStringList{"--scale", "3"} << "--scale";
        QTest::newRow("bad theme") << QStringList{"--theme=blue"} << "--theme";
        QTest::newRow("two songs") << QStringList{"a.mid", "b.mid"} << "b.mid";
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        std::vector<std::string> given;
        for (const QString& argument : arguments)
            given.push_back(argument.toStdString());
        const auto options = parse(given);
        QVERIFY(!options);
        QVERIFY(options.error().code == ErrorCode::Usage);
        QVERIFY2(QString::fromStdString(options.error().message).contains(named), options.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(tst_DesktopOptions)
#include "tst_DesktopOptions.moc"
