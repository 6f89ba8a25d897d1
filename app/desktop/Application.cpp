// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Application.h"

#include "app/desktop/AudioExport.h"
#include "app/desktop/FirstPaint.h"
#include "ui/files/EmptySong.h"

#include <QCoreApplication>
#include <QPixmap>

namespace continuo::app {

Application::Application(const DesktopOptions& options)
    : options_(options), document_(ui::emptySong()), suggestions_(ui::EngineProcess::defaultCommand()),
      window_({document_, audio_, suggestions_, exportAudio}), sound_(audio_)
{
    using Wish = DesktopOptions::ThemeWish;
    if (options_.theme != Wish::System)
        window_.desk().appearance.choose(options_.theme == Wish::Dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
    QObject::connect(&sound_, &SoundStart::said, &window_, &ui::MainWindow::setSoundSentence);
}

Result<void> Application::openSong()
{
    return options_.file.empty() ? Result<void>() : window_.load(QString::fromStdString(options_.file));
}

void Application::show()
{
    whenFirstPainted(window_, [this] {
        reportFirstPaint();
        sound_.begin();
    });
    window_.show();
}

Result<void> Application::takeScreenshot()
{
    window_.resize(options_.width, options_.height);
    window_.show();
    QCoreApplication::processEvents();
    window_.desk().view.showAll();
    QCoreApplication::processEvents();
    if (!window_.grab().save(QString::fromStdString(options_.screenshot)))
        return Error{ErrorCode::Output, "The picture " + options_.screenshot + " could not be written."};
    return {};
}

} // namespace continuo::app
