// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Application.h"

#include "app/desktop/FirstPaint.h"
#include "core/devices/ExternalInstruments.h"
#include "core/devices/RenderSong.h"
#include "ui/assist/ModelChoice.h"
#include "ui/files/EmptySong.h"
#include "ui/files/RecentSongs.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QStandardPaths>

#include <iomanip>
#include <sstream>

namespace continuo::app {

namespace {

/// With the SoundFont that is heard; before there is one, with the one that is found.
Result<std::string> exportAudio(const Song& song, const ui::AudioExport& wanted, const std::filesystem::path& soundFont)
{
    RenderOptions options;
    if (!soundFont.empty())
        options.soundFont = soundFont;
    options.out = wanted.path;
    options.range = wanted.range;
    options.sampleRate = wanted.sampleRate;
    options.samples = parseSampleFormat(wanted.bits);
    options.maxTailSeconds = wanted.tailSeconds;
    if (wanted.stems)
        options.stems = std::filesystem::path(wanted.path).replace_extension();
    options.progress = wanted.progress;
    const auto rendered = renderSong(song, options, wanted.stopped);
    if (!rendered)
        return rendered.error();
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << "peak " << rendered->peakDb << " dB, true peak " << rendered->truePeakDb
         << " dB, loudness " << rendered->loudness << " LUFS";
    if (rendered->gainDb < 0)
        text << ", turned down by " << -rendered->gainDb << " dB";
    if (rendered->silentTracks > 0)
        text << ", " << rendered->silentTracks << " silent by mute or solo";
    return text.str();
}

QString unsavedRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/unsaved");
}

} // namespace

Application::Application(const DesktopOptions& options)
    : options_(options), document_(ui::emptySong()), audio_(std::make_unique<ExternalInstruments>()),
      suggestions_(ui::EngineProcess::defaultCommand()),
      sound_(audio_), window_({document_, audio_, suggestions_,
                              [this](const Song& song, const ui::AudioExport& wanted) { return exportAudio(song, wanted, sound_.soundFontInUse()); },
                              &sound_,
                              options.mode == DesktopOptions::Mode::Window ? unsavedRoot() : QString(), &suggestions_})
{
    if (qEnvironmentVariableIsEmpty("CONTINUO_MODEL") && qEnvironmentVariableIsEmpty("CONTINUO_ENGINE")) // they say which
        suggestions_.chooseModel(ui::keptModel());
    using Wish = DesktopOptions::ThemeWish;
    if (options_.theme != Wish::System)
        window_.desk().appearance.choose(options_.theme == Wish::Dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
    QObject::connect(&suggestions_, &ui::EngineProcess::stateChanged, &window_, [this] { describeEngine(); });
    QObject::connect(&suggestions_, &ui::EngineProcess::logged, &window_, [this](const QString& line) {
        if (suggestions_.state() != ui::EngineProcess::State::Ready)
            window_.setEngineSentence(QStringLiteral("Suggestions: ") + line);
    });
}

Result<void> Application::openSong()
{
    return options_.file.empty() ? Result<void>() : window_.load(QString::fromStdString(options_.file));
}

void Application::show()
{
    whenFirstPainted(window_, [this] {
        if (reportFirstPaint())
            return;
        sound_.begin();
        if (!options_.file.empty())
            ui::rememberSong(QString::fromStdString(options_.file));
        window_.offerUnsaved();
        suggestions_.prewarm();
    });
    window_.show();
}

void Application::describeEngine()
{
    using State = ui::EngineProcess::State;
    switch (suggestions_.state()) {
    case State::Stopped: window_.setEngineSentence(QStringLiteral("Suggestions: engine not running")); break;
    case State::Starting: window_.setEngineSentence(QStringLiteral("Suggestions: loading the model")); break;
    case State::Ready: window_.setEngineSentence(QStringLiteral("Suggestions: ") + suggestions_.modelName()); break;
    }
}

Result<void> Application::takeScreenshot()
{
    window_.resize(options_.width, options_.height);
    window_.show();
    QCoreApplication::processEvents();
    if (!window_.grab().save(QString::fromStdString(options_.screenshot)))
        return Error{ErrorCode::Output, "The picture " + options_.screenshot + " could not be written."};
    return {};
}

} // namespace continuo::app
