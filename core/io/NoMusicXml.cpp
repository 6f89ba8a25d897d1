// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in for MusicXML where its libraries are not built in.
#include "core/io/MusicXmlFile.h"

namespace continuo {

bool hasMusicXml()
{
    return false;
}

Result<LoadedSong> readMusicXml(std::string_view, const std::string& name)
{
    return Error{ErrorCode::Unavailable, "This build cannot read MusicXML, so " + name + " was not read."};
}

WrittenMusicXml writeMusicXml(const Song&)
{
    return {};
}

Result<std::vector<std::string>> writeMusicXmlFile(const Song&, const std::filesystem::path& path)
{
    return Error{ErrorCode::Unavailable, "This build cannot write MusicXML, so " + path.string() + " was not written."};
}

} // namespace continuo
