// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/SongFile.h"

#include "core/io/MidiLimits.h"
#include "core/io/MusicXmlFile.h"
#include "core/io/ProjectFile.h"
#include "core/io/ReadFile.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace continuo {

namespace {

constexpr std::array<std::pair<std::string_view, SongFileKind>, 9> kEndings{{{".mid", SongFileKind::Midi},
                                                                            {".midi", SongFileKind::Midi},
                                                                            {".smf", SongFileKind::Midi},
                                                                            {".kar", SongFileKind::Midi},
                                                                            {".rmi", SongFileKind::Midi},
                                                                            {".musicxml", SongFileKind::MusicXml},
                                                                            {".mxl", SongFileKind::MusicXml},
                                                                            {".xml", SongFileKind::MusicXml},
                                                                            {".continuo", SongFileKind::Project}}};

/// What is in the file says more than its name.
SongFileKind kindOf(std::string_view bytes, const std::filesystem::path& path)
{
    if (bytes.starts_with("MThd") || bytes.starts_with("RIFF"))
        return SongFileKind::Midi;
    const std::size_t text = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const char first = text == std::string_view::npos ? '\0' : bytes[text];
    if (bytes.starts_with("PK") || first == '<')
        return SongFileKind::MusicXml;
    return first == '{' ? SongFileKind::Project : songFileKind(path).value_or(SongFileKind::Midi);
}

} // namespace

std::optional<SongFileKind> songFileKind(const std::filesystem::path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto found = std::find_if(kEndings.begin(), kEndings.end(), [&](const auto& one) { return one.first == ending; });
    if (found == kEndings.end())
        return std::nullopt;
    return found->second;
}

Result<LoadedSong> readSongFile(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    switch (kindOf(*bytes, path)) {
    case SongFileKind::MusicXml: return readMusicXml(*bytes, path.string());
    case SongFileKind::Project: return readProject(*bytes, path.string());
    case SongFileKind::Midi: break;
    }
    return readMidi(*bytes, path.string());
}

Result<std::vector<std::string>> writeSongFile(const Song& song, const std::filesystem::path& path, const MidiWriteOptions& options)
{
    const auto kind = songFileKind(path);
    if (!kind)
        return Error{ErrorCode::Usage, path.string() + " should end in .continuo, .mid, .musicxml or .mxl."};
    if (*kind == SongFileKind::MusicXml)
        return writeMusicXmlFile(song, path);
    const bool isMidi = *kind == SongFileKind::Midi;
    if (const auto written = isMidi ? writeMidiFile(song, path, options) : writeProjectFile(song, path); !written)
        return written.error();
    return isMidi ? notSaidByMidi(song) : std::vector<std::string>{};
}

} // namespace continuo
