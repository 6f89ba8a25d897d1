// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/io/MidiFile.h"
#include "core/song/Song.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace continuo {

// Continuo's own file, `.continuo`: everything that a song is, also what no MIDI file can say (the mixer, muted and pinned
// notes, who wrote a note, clips, colours). One JSON object, meant to be read by people and compared line by line: a line a
// note. Its first line has the version of the format and the SHA-256 of all lines after it.

/// The version that is written, and the newest that is read.
inline constexpr int kProjectVersion = 1;

/// Reads a Continuo song, with the ids that its tracks, clips and notes had. A file whose lines are not those that its first
/// line vouches for is read too, and a notice says so.
/// Fails with ErrorCode::Input, naming `name`, for what is no such file, is of a newer version, or says something that no
/// song can be, naming the place.
Result<LoadedSong> readProject(std::string_view bytes, const std::string& name);

/// The song as such a file. Equal songs give equal files.
std::string writeProject(const Song& song);

/// The same into a file, which is read back first; the old one is replaced only when nothing is lost. Fails with
/// ErrorCode::Output, naming the file; an old file is then as it was.
Result<void> writeProjectFile(const Song& song, const std::filesystem::path& path);

} // namespace continuo
