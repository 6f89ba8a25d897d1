// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <span>
#include <string>

namespace continuo::app {

/// What was asked for on the command line of `continuo`.
struct DesktopOptions {
    enum class Mode { Window, Screenshot, SelfTest, ListDevices, Version, Help };
    enum class ThemeWish { System, Light, Dark };

    Mode mode = Mode::Window;
    std::string file;              ///< the song to open; empty for a new one
    std::string screenshot;        ///< where the picture goes
    int width = 1280, height = 800;///< of the picture in logical pixels
    int scale = 1;                 ///< picture pixels to a logical pixel, 1 or 2
    ThemeWish theme = ThemeWish::System;
};

/// The arguments without the program's name. Fails with code Usage and a sentence that names the option.
Result<DesktopOptions> parseDesktopOptions(std::span<const std::string> arguments);

/// What --help prints.
const char* desktopHelp();

} // namespace continuo::app
