// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/Song.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// A song and what had to be dropped, guessed or changed to read it, one sentence each; empty when nothing had.
struct LoadedSong {
    Song song;
    std::vector<std::string> notices;
};

/// Reads a Standard MIDI File 1.0 of type 0, 1 or 2, also inside a RIFF wrapper.
///
/// Each track chunk gives one Track for every channel that has notes in it, and a Track without clips when it has
/// none; Track::fileTrack says which chunk. A first chunk without notes becomes Song::conductor instead, with its end
/// mark as an end-of-track event when that lies behind everything else. Tempo and meter come from any chunk; keys come
/// from the first chunk that has any, and keys of other parts stay with them unless they say the same.
/// Note-ons of one pitch that sound together end in the order in which they began. A note without length gets 1 tick.
///
/// Damage is skipped and named in the notices. Fails with ErrorCode::Input, naming `name`, only when the header is not
/// readable or there is no track. Takes time and memory proportional to the bytes that are there, whatever they claim.
Result<LoadedSong> readMidi(std::string_view bytes, const std::string& name);
Result<LoadedSong> readMidiFile(const std::filesystem::path& path);

struct MidiWriteOptions {
    std::optional<int> format;   ///< 0 or 1; none: the song's own (type 2 is written as type 1)
};

/// The song as a Standard MIDI File. Tracks that came from one chunk go back into one; each new track gets a chunk of
/// its own. The song's own division is kept when every time in it fits, and is otherwise replaced by one that does.
/// At one tick notes end first, then come other events, then notes begin.
/// What a MIDI file cannot say is left out: mixer settings, colours, who wrote a note, clips. Muted notes are written.
std::string writeMidi(const Song& song, const MidiWriteOptions& options = {});

/// Writes to a new file beside it, reads that back, and replaces the old file only when the notes are the same.
/// Fails with ErrorCode::Output, naming the file; an old file is then as it was.
Result<void> writeMidiFile(const Song& song, const std::filesystem::path& path, const MidiWriteOptions& options = {});

} // namespace continuo
