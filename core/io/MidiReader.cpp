// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"
#include "core/io/MidiSongBuilder.h"
#include "core/io/ReadFile.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr std::size_t kChunkHeader = 8; ///< four letters and a length of four bytes
constexpr std::size_t kHeaderData = 6;  ///< of the header chunk: type, number of tracks, division
constexpr int kMostTracks = 0xFFFF;     ///< what the header can count

std::uint32_t bigEndian(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

std::uint32_t littleEndian32(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

/// The bytes of the "data" block of a RIFF file of the form RMID; as they are when it is none.
std::string_view withoutRiffWrapper(std::string_view bytes, MidiFlaws& flaws)
{
    constexpr std::size_t kRiffHeader = 12;
    if (!bytes.starts_with("RIFF") || bytes.size() < kRiffHeader || bytes.substr(8, 4) != "RMID")
        return bytes;
    std::string_view rest = bytes.substr(kRiffHeader);
    while (rest.size() >= kChunkHeader) {
        const std::size_t length = std::min<std::size_t>(littleEndian32(rest, 4), rest.size() - kChunkHeader);
        if (rest.starts_with("data")) {
            flaws.add(MidiFlaw::RiffWrapper);
            return rest.substr(kChunkHeader, length);
        }
        rest.remove_prefix(std::min(rest.size(), kChunkHeader + length + length % 2));
    }
    return bytes;
}

/// Whether a chunk may begin there: four printable letters, and its length within the file.
bool isChunk(std::string_view bytes, std::size_t at)
{
    if (bytes.size() - at < kChunkHeader)
        return false;
    const std::string_view letters = bytes.substr(at, 4);
    const bool printable = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return printable && (letters == "MTrk" || bigEndian(bytes, at + 4, 4) <= bytes.size() - at - kChunkHeader);
}

/// Goes through the chunks behind the header and hands every track to the builder.
class ChunkWalk {
public:
    ChunkWalk(std::string_view bytes, std::size_t at, const MidiTime& time, MidiFlaws& flaws)
        : bytes_(bytes), at_(at), time_(time), flaws_(flaws)
    {
    }

    void run(MidiSongBuilder& builder)
    {
        resynchronize(kChunkHeader + kHeaderData);
        while (at_ < bytes_.size()) {
            const std::size_t begin = at_ + kChunkHeader;
            const std::size_t claimed = bigEndian(bytes_, at_ + 4, 4);
            const std::size_t length = std::min(claimed, bytes_.size() - begin);
            const std::size_t end = begin + length;
            std::size_t readTo = end;
            if (bytes_.substr(at_, 4) != "MTrk") {
                flaws_.add(MidiFlaw::UnknownChunk);
            } else if (builder.chunkCount() == kMostTracks) {
                flaws_.add(MidiFlaw::TooManyTracks);
                return;
            } else {
                if (claimed > length)
                    flaws_.add(MidiFlaw::TrackLength);
                MidiTrackContent content = readMidiTrack(bytes_.substr(begin, length), time_, flaws_);
                readTo = begin + content.bytesRead;
                builder.add(std::move(content));
            }
            at_ = end;
            resynchronize(readTo);
        }
    }

private:
    /// When no chunk begins where one should, goes on to the next track behind `from`, or to the end.
    void resynchronize(std::size_t from)
    {
        const bool lengthWasWrong = at_ == bytes_.size() && bytes_.find("MTrk", from) != std::string_view::npos;
        if ((at_ == bytes_.size() && !lengthWasWrong) || (at_ < bytes_.size() && isChunk(bytes_, at_)))
            return;
        flaws_.add(MidiFlaw::BytesBetweenChunks);
        do
            from = std::min(bytes_.find("MTrk", from), bytes_.size());
        while (from < bytes_.size() && !isChunk(bytes_, from) && ++from);
        at_ = from;
    }

    const std::string_view bytes_;
    std::size_t at_;
    const MidiTime& time_;
    MidiFlaws& flaws_;
};

Error refusal(const std::string& name, const char* reason)
{
    return {ErrorCode::Input, name + reason};
}

} // namespace

Result<LoadedSong> readMidi(std::string_view bytes, const std::string& name)
{
    MidiFlaws flaws;
    bytes = withoutRiffWrapper(bytes, flaws);
    if (bytes.empty())
        return refusal(name, " is empty.");
    if (bytes.starts_with("SMF2CLIP"))
        return refusal(name, " is a MIDI 2.0 clip, which Continuo cannot read; save it as a MIDI 1.0 file.");
    if (!bytes.starts_with("MThd"))
        return refusal(name, " is not a MIDI file.");
    if (bytes.size() < kChunkHeader + kHeaderData || bigEndian(bytes, 4, 4) < kHeaderData)
        return refusal(name, " has a MIDI header that is too short.");

    const auto headerLength = static_cast<std::size_t>(bigEndian(bytes, 4, 4));
    int format = static_cast<int>(bigEndian(bytes, 8, 2));
    const int promisedTracks = static_cast<int>(bigEndian(bytes, 10, 2));
    const auto division = static_cast<std::uint16_t>(bigEndian(bytes, 12, 2));
    if (!MidiTime::isValid(division))
        return refusal(name, " has no time base: its header says zero ticks.");
    if (MidiTime::isSmpte(division) && !MidiTime::isUsualFrameRate(division))
        flaws.add(MidiFlaw::OddFrameRate);
    if (headerLength > kHeaderData)
        flaws.add(MidiFlaw::LongHeader);
    if (format > 2) {
        flaws.add(MidiFlaw::UnknownFormat);
        format = 1;
    } else if (format == 2 && promisedTracks > 1) {
        flaws.add(MidiFlaw::Format2);
    }

    const MidiTime time(division);
    MidiSongBuilder builder({format, division}, flaws);
    ChunkWalk(bytes, std::min(kChunkHeader + headerLength, bytes.size()), time, flaws).run(builder);
    if (builder.chunkCount() == 0)
        return refusal(name, " has no track.");
    if (builder.chunkCount() != promisedTracks)
        flaws.add(MidiFlaw::TrackCount);
    if (format == 0 && builder.chunkCount() > 1)
        flaws.add(MidiFlaw::ManyTracksInFormat0);
    return LoadedSong{builder.finish(), flaws.sentences()};
}

Result<LoadedSong> readMidiFile(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    return readMidi(*bytes, path.string());
}

} // namespace continuo
