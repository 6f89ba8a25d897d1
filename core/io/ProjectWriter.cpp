// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ProjectFile.h"

#include "core/io/SafeFile.h"
#include "core/io/Sha256.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>

namespace continuo {

namespace {

/// Text as JSON has it; what is not UTF-8 becomes the sign for that.
std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Bytes as text whose characters have their numbers, 0 to 255: ASCII stays readable.
std::string quotedBytes(const std::string& bytes)
{
    constexpr unsigned char kAscii = 0x80;
    constexpr unsigned kLow = 0x3F, kLeading = 0xC0, kFollowing = 0x80;
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (value < kAscii) {
            text += byte;
            continue;
        }
        text += static_cast<char>(kLeading | value >> 6);
        text += static_cast<char>(kFollowing | (value & kLow));
    }
    return nlohmann::json(text).dump(-1, ' ', true);
}

std::string inDigits(std::integral auto number)
{
    return std::to_string(number);
}

/// The shortest digits that read back as the number.
std::string inDigits(double number)
{
    std::array<char, 32> digits{};
    const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return std::string(digits.data(), end);
}

std::string listOf(std::initializer_list<std::string> values)
{
    std::string list;
    for (const std::string& value : values)
        list += (list.empty() ? "[" : ", ") + value;
    return list + "]";
}

/// `"name": [` and a line for each of the values.
template <typename Values, typename Write>
std::string lines(const std::string& indent, const char* name, const Values& values, Write write)
{
    std::string text = "\"" + std::string(name) + "\": [";
    bool isFirst = true;
    for (const auto& value : values) {
        text += (isFirst ? "\n " : ",\n ") + indent + write(value);
        isFirst = false;
    }
    return text + "]";
}

std::string written(const TrackEvent& event)
{
    return listOf({inDigits(event.at.value), inDigits(event.status), inDigits(event.data1),
                   event.isChannelMessage() ? inDigits(event.data2) : quotedBytes(event.payload)});
}

std::string written(const Note& note)
{
    std::string marks;
    for (const auto& [isThere, name] : {std::pair(note.origin == Origin::Suggestion, "suggested"), {note.muted, "muted"}, {note.pinned, "pinned"}})
        if (isThere)
            marks += (marks.empty() ? "" : " ") + std::string(name);
    std::string text = "[" + inDigits(note.id.value) + ", " + inDigits(note.start.value) + ", " + inDigits(note.length.value) + ", "
        + inDigits(note.pitch.number) + ", " + inDigits(note.velocity) + ", " + inDigits(note.releaseVelocity);
    if (!marks.empty())
        text += ", \"" + marks + "\"";
    return text + "]";
}

std::string written(const Clip& clip)
{
    return "{\"id\": " + inDigits(clip.id.value) + ", \"start\": " + inDigits(clip.start.value) + ", \"length\": "
        + inDigits(clip.length.value) + ", " + lines("    ", "notes", clip.notes, [](const Note& note) { return written(note); }) + "}";
}

std::string written(const Track& track)
{
    std::string text = "{\"id\": " + inDigits(track.id.value) + ", \"name\": " + quoted(track.name) + ", \"channel\": " + inDigits(track.channel);
    for (const auto& [name, value] : {std::pair("program", track.program), {"bankMsb", track.bankMsb}, {"bankLsb", track.bankLsb}})
        if (value)
            text += ", \"" + std::string(name) + "\": " + inDigits(*value);
    text += ",\n   \"volume\": " + inDigits(track.volume) + ", \"pan\": " + inDigits(track.pan);
    for (const auto& [name, value] : {std::pair("muted", track.muted), {"solo", track.solo}})
        text += ", \"" + std::string(name) + "\": " + (value ? "true" : "false");
    text += ", \"colour\": " + inDigits(track.colour) + ", \"fileTrack\": " + inDigits(track.fileTrack) + ", \"end\": " + inDigits(track.end.value);
    text += ",\n   " + lines("   ", "events", track.events, [](const TrackEvent& event) { return written(event); });
    text += ",\n   " + lines("   ", "clips", track.clips, [](const auto& clip) { return written(*clip); });
    return text + "}";
}

std::string written(const TempoChange& change)
{
    return listOf({inDigits(change.at.value), inDigits(change.microsecondsPerQuarter)});
}

std::string written(const MeterChange& change)
{
    const Meter& meter = change.meter;
    return listOf({inDigits(change.at.value), inDigits(meter.numerator), inDigits(meter.denominator), inDigits(meter.clocksPerClick),
                   inDigits(meter.thirtySecondsPerQuarter)});
}

std::string written(const KeyChange& change)
{
    return listOf({inDigits(change.at.value), inDigits(change.key.fifths), change.key.mode == Mode::Major ? "\"major\"" : "\"minor\""});
}

} // namespace

std::string writeProject(const Song& song)
{
    const auto each = [](const auto& value) { return written(value); };
    const std::string body = "\"ticksPerQuarter\": " + inDigits(kTicksPerQuarter.value)
        + ", \"midi\": {\"format\": " + inDigits(song.layout.format) + ", \"division\": " + inDigits(song.layout.division) + "}"
        + ", \"lastId\": " + inDigits(song.lastId) + ",\n" + lines("", "tempo", song.tempo.changes(), each) + ",\n"
        + lines("", "meters", song.meters.changes(), each) + ",\n" + lines("", "keys", song.keys, each) + ",\n"
        + lines("", "conductor", song.conductor, each) + ",\n"
        + lines(" ", "tracks", song.tracks, [](const auto& track) { return written(*track); }) + "}\n";
    return "{\"continuo\": " + inDigits(kProjectVersion) + ", \"sha256\": \"" + sha256(body) + "\",\n" + body;
}

Result<void> writeProjectFile(const Song& song, const std::filesystem::path& path)
{
    const std::string bytes = writeProject(song);
    const auto readBack = readProject(bytes, path.string());
    if (!readBack || writeProject(readBack->song) != bytes)
        return Error{ErrorCode::Output, "Cannot write " + path.string() + ": the song would not come back from it."};
    return replaceFile(path, bytes);
}

} // namespace continuo
