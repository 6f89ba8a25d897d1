// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/io/MidiFile.h"
#include "core/song/Song.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// Whether this build has MusicXML; without it everything below fails with ErrorCode::Unavailable, naming the file.
bool hasMusicXml();

/// Reads partwise MusicXML (any version up to 4.0), plain or inside a compressed `.mxl`.
///
/// Each part becomes a track: notes with ties joined, chords, voices, tuplets, drums, velocities, lyrics; tempo, meter and key
/// changes, rehearsal marks (as markers), chord symbols (as text of the conductor) and the title come from the score. Bars
/// of another length than their meter says, such as a pick-up, stay as long as they are. Grace and cue notes, ornaments and
/// repeats are left out and named in the notices.
/// Fails with ErrorCode::Input, naming `name`, when it is no such file, or larger than 256 MiB when it is unpacked.
Result<LoadedSong> readMusicXml(std::string_view bytes, const std::string& name);

/// What was written, and what it does not say, one sentence each.
struct WrittenMusicXml {
    std::string text;
    std::vector<std::string> notices;
    std::size_t movedNotes = 0; ///< notes that are written elsewhere than they sound
};

/// The song as MusicXML 4.0, partwise: a part for each track with notes, as scoreOf writes them, with spelling by key,
/// tempo, meter and key changes, markers, lyrics, chord symbols, programs, channels and velocities. Controllers, pitch
/// bend and what is muted or mixed are not said.
WrittenMusicXml writeMusicXml(const Song& song);

/// The same into a file, compressed when its name ends in `.mxl`. It is read back first, and the old file is replaced only
/// when the notes are those that were written. Gives the notices. Fails with ErrorCode::Output, naming the file.
Result<std::vector<std::string>> writeMusicXmlFile(const Song& song, const std::filesystem::path& path);

} // namespace continuo
