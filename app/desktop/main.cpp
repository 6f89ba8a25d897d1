// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Application.h"
#include "app/desktop/DeviceList.h"
#include "app/desktop/SelfTest.h"
#include "ui/EnglishPlurals.h"

#include <QApplication>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

using continuo::Error;
using continuo::app::DesktopOptions;

int failed(const Error& error)
{
    std::fprintf(stderr, "continuo: %s\n", error.message.c_str());
    return static_cast<int>(error.code);
}

bool isSet(const char* variable)
{
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

bool hasDisplay()
{
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

/// What Qt reads before the QApplication is made.
void prepareEnvironment(const DesktopOptions& options)
{
    if (options.mode != DesktopOptions::Mode::Screenshot)
        return;
    if (!hasDisplay())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
}

int runWindow(const DesktopOptions& options)
{
#if defined(SIGPIPE)
    std::signal(SIGPIPE, SIG_IGN); // libraries write to sound servers that have just ended
#endif
    continuo::app::Application application(options);
    if (const auto opened = application.openSong(); !opened)
        return failed(opened.error());
    if (options.mode == DesktopOptions::Mode::Screenshot) {
        const auto taken = application.takeScreenshot();
        return taken ? 0 : failed(taken.error());
    }
    application.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char* argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto options = continuo::app::parseDesktopOptions(arguments);
    if (!options)
        return failed(options.error());
    QCoreApplication::setApplicationName(QStringLiteral("Continuo"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CONTINUO_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.continuo.Continuo"));
    switch (options->mode) {
    case DesktopOptions::Mode::Version: std::puts("continuo " CONTINUO_VERSION); return 0;
    case DesktopOptions::Mode::Help: std::fputs(continuo::app::desktopHelp(), stdout); return 0;
    case DesktopOptions::Mode::ListDevices: continuo::app::printDevices(); return 0;
    case DesktopOptions::Mode::SelfTest: {
        const QCoreApplication qt(argc, argv);
        return continuo::app::runSelfTest();
    }
    case DesktopOptions::Mode::Window:
        if (!hasDisplay())
            return failed({continuo::ErrorCode::Unavailable,
                           "There is no display to open a window on; continuo-cli works without one."});
        break;
    case DesktopOptions::Mode::Screenshot: break;
    }
    prepareEnvironment(*options);
    int unchanged = 1; // Qt's own options are not ours: the program's name is all it sees
    const QApplication qt(unchanged, argv);
    continuo::ui::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    QApplication::setStyle(QStringLiteral("Fusion"));
    return runWindow(*options);
}
