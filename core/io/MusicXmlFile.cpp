// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MusicXmlFile.h"

#include "core/io/MxlArchive.h"
#include "core/io/SafeFile.h"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace continuo {

namespace {

using HeardNote = std::tuple<Tick, Tick, Pitch, std::uint8_t>;

std::vector<HeardNote> heardNotes(const Song& song)
{
    std::vector<HeardNote> notes;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            notes.emplace_back(note.start, note.end(), note.pitch, note.velocity);
    std::sort(notes.begin(), notes.end());
    return notes;
}

/// Whether what was written says the song's notes: all of them, and where none had to move, exactly.
bool saysTheNotes(const WrittenMusicXml& written, const Song& song, const std::string& name)
{
    const auto read = readMusicXml(written.text, name);
    if (!read)
        return false;
    return written.movedNotes > 0 ? read->song.noteCount() == song.noteCount() : heardNotes(read->song) == heardNotes(song);
}

} // namespace

bool hasMusicXml()
{
    return true;
}

Result<std::vector<std::string>> writeMusicXmlFile(const Song& song, const std::filesystem::path& path)
{
    WrittenMusicXml written = writeMusicXml(song);
    if (!saysTheNotes(written, song, path.string()))
        return Error{ErrorCode::Output, path.string() + " was not written: the score did not read back as the song's notes."};
    std::string bytes = std::move(written.text);
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == ".mxl") {
        auto packed = mxlOf(bytes);
        if (!packed)
            return packed.error();
        bytes = *std::move(packed);
    }
    if (const auto replaced = replaceFile(path, bytes); !replaced)
        return replaced.error();
    return std::move(written.notices);
}

} // namespace continuo
