// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ProjectFile.h"

#include "core/io/SafeFile.h"
#include "core/io/Sha256.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>

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

/// What is written so far. Numbers are written as the shortest digits that read back as they are.
class Text {
public:
    Text& operator<<(std::string_view text)
    {
        text_ += text;
        return *this;
    }
    Text& operator<<(const char* text) { return *this << std::string_view(text); }
    Text& operator<<(bool value) { return *this << (value ? "true" : "false"); }
    template <typename Number>
        requires std::integral<Number> || std::floating_point<Number>
    Text& operator<<(Number number)
    {
        std::array<char, 32> digits{};
        const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        text_.append(digits.data(), end);
        return *this;
    }
    Text& operator<<(Tick tick) { return *this << tick.value; }
    template <typename Tag>
    Text& operator<<(Id<Tag> id)
    {
        return *this << id.value;
    }
    template <typename T>
    Text& operator<<(const std::shared_ptr<const T>& part)
    {
        return *this << *part;
    }

    /// `"name": [` and a line for each of the values.
    template <typename Values>
    Text& list(std::string_view indent, std::string_view name, const Values& values)
    {
        *this << "\"" << name << "\": [";
        const char* before = "\n ";
        for (const auto& value : values) {
            *this << before << indent << value;
            before = ",\n ";
        }
        return *this << "]";
    }

    std::string take() { return std::move(text_); }

private:
    Text& operator<<(const TrackEvent& event)
    {
        *this << "[" << event.at << ", " << event.status << ", " << event.data1 << ", ";
        return event.isChannelMessage() ? *this << event.data2 << "]" : *this << quotedBytes(event.payload) << "]";
    }

    Text& operator<<(const Note& note)
    {
        *this << "[" << note.id << ", " << note.start << ", " << note.length << ", " << note.pitch.number << ", " << note.velocity << ", "
              << note.releaseVelocity;
        const char* before = ", \"";
        for (const auto& [isThere, name] : {std::pair(note.origin == Origin::Suggestion, "suggested"), {note.muted, "muted"}, {note.pinned, "pinned"}})
            if (isThere) {
                *this << before << name;
                before = " ";
            }
        return *this << (*before == ' ' ? "\"]" : "]");
    }

    Text& operator<<(const Clip& clip)
    {
        *this << "{\"id\": " << clip.id << ", \"start\": " << clip.start << ", \"length\": " << clip.length << ", ";
        return list("    ", "notes", clip.notes) << "}";
    }

    Text& operator<<(const Track& track)
    {
        *this << "{\"id\": " << track.id << ", \"name\": " << quoted(track.name) << ", \"channel\": " << track.channel;
        for (const auto& [name, value] : {std::pair("program", track.program), {"bankMsb", track.bankMsb}, {"bankLsb", track.bankLsb}})
            if (value)
                *this << ", \"" << name << "\": " << *value;
        *this << ",\n   \"volume\": " << track.volume << ", \"pan\": " << track.pan << ", \"muted\": " << track.muted << ", \"solo\": " << track.solo
              << ", \"colour\": " << track.colour << ", \"fileTrack\": " << track.fileTrack << ", \"end\": " << track.end << ",\n   ";
        list("   ", "events", track.events) << ",\n   ";
        return list("   ", "clips", track.clips) << "}";
    }

    Text& operator<<(const TempoChange& change) { return *this << "[" << change.at << ", " << change.microsecondsPerQuarter << "]"; }

    Text& operator<<(const MeterChange& change)
    {
        const Meter& meter = change.meter;
        return *this << "[" << change.at << ", " << meter.numerator << ", " << meter.denominator << ", " << meter.clocksPerClick << ", "
                     << meter.thirtySecondsPerQuarter << "]";
    }

    Text& operator<<(const KeyChange& change)
    {
        return *this << "[" << change.at << ", " << change.key.fifths << ", " << (change.key.mode == Mode::Major ? "\"major\"]" : "\"minor\"]");
    }

    std::string text_;
};

/// All lines but the first.
std::string bodyOf(const Song& song)
{
    Text text;
    text << "\"ticksPerQuarter\": " << kTicksPerQuarter << ", \"midi\": {\"format\": " << song.layout.format << ", \"division\": " << song.layout.division
         << "}, \"lastId\": " << song.lastId << ",\n";
    text.list("", "tempo", song.tempo.changes()) << ",\n";
    text.list("", "meters", song.meters.changes()) << ",\n";
    text.list("", "keys", song.keys) << ",\n";
    text.list("", "conductor", song.conductor) << ",\n";
    text.list(" ", "tracks", song.tracks) << "}\n";
    return text.take();
}

std::string withFirstLine(const std::string& body)
{
    return "{\"continuo\": " + std::to_string(kProjectVersion) + ", \"sha256\": \"" + sha256(body) + "\",\n" + body;
}

} // namespace

std::string writeProject(const Song& song)
{
    return withFirstLine(bodyOf(song));
}

Result<void> writeProjectFile(const Song& song, const std::filesystem::path& path)
{
    const std::string body = bodyOf(song), bytes = withFirstLine(body);
    const auto readBack = readProject(bytes, path.string());
    if (!readBack || bodyOf(readBack->song) != body)
        return Error{ErrorCode::Output, "Cannot write " + path.string() + ": the song would not come back from it."};
    return replaceFile(path, bytes);
}

} // namespace continuo
