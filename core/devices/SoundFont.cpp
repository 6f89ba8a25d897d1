// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/SoundFont.h"

#include <array>
#include <cstdlib>

namespace continuo {

Result<std::filesystem::path> findSoundFont()
{
    constexpr std::array<const char*, 12> kInstalled{
        "/usr/share/sounds/sf2/FluidR3_GM.sf2",
        "/usr/share/soundfonts/FluidR3_GM.sf2",
        "/usr/share/sounds/sf3/FluidR3_GM.sf3",
        "/usr/share/sounds/sf3/default-GM.sf3",
        "/usr/share/sounds/sf2/default-GM.sf2",
        "/usr/share/soundfonts/default.sf2",
        "/usr/share/sounds/sf3/MuseScore_General_Full.sf3",
        "/usr/share/sounds/sf3/MuseScore_General.sf3",
        "/usr/share/sounds/sf2/TimGM6mb.sf2",
        "/usr/share/soundfonts/TimGM6mb.sf2",
        "/usr/share/sounds/sf2/FluidR3_GS.sf2",
        "/usr/share/sounds/sf3/MuseScore_General_Lite.sf3",
    };
    std::error_code ignored;
    if (const char* chosen = std::getenv("CONTINUO_SOUNDFONT"); chosen != nullptr && *chosen != '\0') {
        if (std::filesystem::is_regular_file(chosen, ignored))
            return std::filesystem::path(chosen);
        return Error{ErrorCode::Unavailable,
                     std::string("CONTINUO_SOUNDFONT names \"") + chosen + "\", which is not a file."};
    }
    for (const char* path : kInstalled)
        if (std::filesystem::is_regular_file(path, ignored))
            return std::filesystem::path(path);
    return Error{ErrorCode::Unavailable, "There is no SoundFont on this machine: install fluid-soundfont-gm or "
                                         "timgm6mb-soundfont, or choose a file."};
}

} // namespace continuo
