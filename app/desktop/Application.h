// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DesktopOptions.h"
#include "app/desktop/SoundSetup.h"
#include "core/edit/Document.h"
#include "core/playback/AudioEngine.h"
#include "ui/MainWindow.h"
#include "ui/assist/EngineProcess.h"

namespace continuo::app {

/// All parts of the desktop program, in the order in which they need each other; the only place that knows them all.
/// Needs a QApplication.
class Application {
public:
    explicit Application(const DesktopOptions& options);

    /// Opens the song that the options name. Fails with code Input and a sentence that names the file.
    Result<void> openSong();
    /// Shows the window and starts sound behind it once it is painted.
    void show();
    /// Paints the window into a picture file without starting sound. Fails with code Output.
    Result<void> takeScreenshot();

private:
    void describeEngine();

    DesktopOptions options_;
    Document document_;
    AudioEngine audio_;
    ui::EngineProcess suggestions_;
    SoundSetup sound_;
    ui::MainWindow window_;
};

} // namespace continuo::app
