// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/OptionValues.h"
#include "core/base/Result.h"
#include "core/devices/RenderSong.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace continuo {

struct RenderedFile {
    RenderReport report;
    std::vector<std::string> notices; ///< what reading the song had to say
};

/// Reads the song (MIDI or MusicXML) and plays it, or some bars of it, into a sound file as renderSong does. Fails as reading and
/// renderSong do.
Result<RenderedFile> renderMidiFile(const std::filesystem::path& in, std::optional<BarRange> bars, RenderOptions options);

/// The report as lines for a terminal.
std::string describe(const RenderReport& report);

} // namespace continuo
