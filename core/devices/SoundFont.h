// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// The General MIDI SoundFont to play with when none was chosen: the one that the environment variable
/// CONTINUO_SOUNDFONT names, else the first there is of those that systems install, the fullest first.
/// Fails with ErrorCode::Unavailable when there is none, naming what to install, or when the variable names no file.
Result<std::filesystem::path> findSoundFont();

/// Every SoundFont (SF2, SF3) in the folders where systems and people keep them, by name; of a file that is there under
/// several names, the first.
std::vector<std::filesystem::path> listSoundFonts();

/// One sound of a SoundFont.
struct SoundFontPreset {
    int bank = 0;     ///< 128 holds the drum kits
    int program = 0;  ///< 0..127
    std::string name;
};

/// The presets of a SoundFont (SF2, SF3), by bank and program. Fails with ErrorCode::Input, naming the file.
Result<std::vector<SoundFontPreset>> readPresets(const std::filesystem::path& path);

} // namespace continuo
