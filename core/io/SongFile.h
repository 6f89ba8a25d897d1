// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiFile.h"

#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// Kinds of file that a song can be in.
enum class SongFileKind : std::uint8_t { Midi, MusicXml, Project };

/// What a file's name says that it is: .mid, .midi, .smf, .kar, .rmi; .musicxml, .mxl, .xml; .continuo. None for other endings.
std::optional<SongFileKind> songFileKind(const std::filesystem::path& path);

/// Reads a song of any kind, by what is in the file. Fails as the reader of the kind does; see MidiFile.h, MusicXmlFile.h,
/// ProjectFile.h.
Result<LoadedSong> readSongFile(const std::filesystem::path& path);

/// Writes the song as the name says. Gives what the file does not say of the song, one sentence each. Fails with
/// ErrorCode::Usage for a name that says nothing, else as the writer of the kind does; an old file is then as it was.
/// `options` are for MIDI.
Result<std::vector<std::string>> writeSongFile(const Song& song, const std::filesystem::path& path, const MidiWriteOptions& options = {});

} // namespace continuo
