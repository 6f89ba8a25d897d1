// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/devices/RenderSong.h"

#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

struct RenderedFile {
    RenderReport report;
    std::vector<std::string> notices; ///< what reading the song had to say
};

/// Reads the MIDI file and plays it into a sound file as renderSong does. Fails as reading and renderSong do.
Result<RenderedFile> renderMidiFile(const std::filesystem::path& in, const RenderOptions& options);

/// The report as lines for a terminal.
std::string describe(const RenderReport& report);

} // namespace continuo
