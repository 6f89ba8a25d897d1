// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/SoundFont.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <set>

namespace continuo {

namespace fs = std::filesystem;

namespace {

/// The folders of the system, and the user's own.
std::vector<fs::path> soundFontFolders()
{
    std::vector<fs::path> folders{"/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts",
                                  "/usr/local/share/sounds/sf2", "/usr/local/share/sounds/sf3", "/usr/local/share/soundfonts"};
    const auto addUnder = [&folders](const char* variable, std::initializer_list<const char*> names) {
        if (const char* root = std::getenv(variable); root != nullptr && *root != '\0')
            for (const char* name : names)
                folders.push_back(fs::path(root) / name);
    };
    addUnder("XDG_DATA_HOME", {"soundfonts", "sounds/sf2", "sounds/sf3"});
    addUnder("HOME", {".local/share/soundfonts", ".local/share/sounds/sf2", ".local/share/sounds/sf3", "SoundFonts", "soundfonts",
                      "Music/SoundFonts"});
    return folders;
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool isNamedLikeSoundFont(const fs::path& path)
{
    const std::string ending = lowerCase(path.extension().string());
    return ending == ".sf2" || ending == ".sf3";
}

} // namespace

std::vector<fs::path> listSoundFonts()
{
    std::vector<fs::path> fonts;
    std::set<fs::path> seen;
    for (const fs::path& folder : soundFontFolders()) {
        std::error_code failed;
        std::vector<fs::path> here;
        for (fs::directory_iterator each(folder, failed), end; !failed && each != end; each.increment(failed))
            if (std::error_code ignored; isNamedLikeSoundFont(each->path()) && each->is_regular_file(ignored))
                here.push_back(each->path());
        // A link beside the file it leads to is left out, whichever came first in the folder.
        std::stable_partition(here.begin(), here.end(), [](const fs::path& path) { std::error_code ignored; return !fs::is_symlink(path, ignored); });
        for (const fs::path& font : here) {
            const fs::path whole = fs::canonical(font, failed);
            if (!failed && seen.insert(whole).second)
                fonts.push_back(font);
        }
    }
    std::sort(fonts.begin(), fonts.end(), [](const fs::path& a, const fs::path& b) {
        return lowerCase(a.filename().string()) < lowerCase(b.filename().string());
    });
    return fonts;
}

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
