// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/Song.h"

#include <filesystem>

namespace continuo::app {

/// Renders the song with the default SoundFont into an audio file, whose kind its suffix says. Any thread. Fails with
/// code Unavailable without a SoundFont and with Output when the file cannot be written; an old file is then as it was.
Result<void> exportAudio(const Song& song, const std::filesystem::path& path);

} // namespace continuo::app
