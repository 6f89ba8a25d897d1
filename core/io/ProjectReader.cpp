// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ProjectFile.h"

#include "core/io/MidiTime.h"
#include "core/io/Sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <sstream>

namespace continuo {

namespace {

using Json = nlohmann::json;

/// Ids are whole numbers that every reader of JSON can hold.
constexpr std::int64_t kMostId = std::int64_t{1} << 52;
constexpr std::int64_t kMostData = 127;

/// Why the file is turned down. Thrown and caught inside this file only.
struct Refused {
    std::string reason;
};

const Json& member(const Json& object, const char* name)
{
    if (!object.is_object() || !object.contains(name))
        throw Refused{"\"" + std::string(name) + "\" is missing"};
    return object.at(name);
}

template <typename T = int>
T whole(const Json& value, const std::string& what, std::int64_t lowest, std::int64_t highest)
{
    const bool isWhole = value.is_number_unsigned() ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(highest)
                                                    : value.is_number_integer() && value.get<std::int64_t>() <= highest;
    if (!isWhole || value.get<std::int64_t>() < lowest)
        throw Refused{what + " needs a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest)};
    return static_cast<T>(value.get<std::int64_t>());
}

template <typename T = int>
T wholeMember(const Json& object, const char* name, std::int64_t lowest, std::int64_t highest)
{
    return whole<T>(member(object, name), "\"" + std::string(name) + "\"", lowest, highest);
}

std::optional<int> wholeIfThere(const Json& object, const char* name)
{
    return object.contains(name) ? std::optional(wholeMember(object, name, 0, kMostData)) : std::nullopt;
}

double number(const Json& object, const char* name, double lowest, double highest)
{
    const Json& value = member(object, name);
    if (!value.is_number() || !(value.get<double>() >= lowest && value.get<double>() <= highest)) {
        std::ostringstream reason;
        reason << '"' << name << "\" needs a number from " << lowest << " to " << highest;
        throw Refused{reason.str()};
    }
    return value.get<double>();
}

bool flag(const Json& object, const char* name)
{
    const Json& value = member(object, name);
    if (!value.is_boolean())
        throw Refused{"\"" + std::string(name) + "\" needs true or false"};
    return value.get<bool>();
}

const std::string& text(const Json& value, const std::string& what)
{
    if (!value.is_string())
        throw Refused{what + " needs a text"};
    return value.get_ref<const std::string&>();
}

/// Checks that it is values in a row, from `fewest` to `most` of them, which stand for one thing.
void checkRow(const Json& value, std::size_t fewest, std::size_t most)
{
    if (!value.is_array() || value.size() < fewest || value.size() > most)
        throw Refused{"it needs " + std::to_string(fewest) + (most > fewest ? " or " + std::to_string(most) : "") + " values"};
}

/// No later than a MIDI file can say.
Tick time(const Json& value, const std::string& what, std::int64_t lowest = 0)
{
    return Tick(whole<std::int64_t>(value, what, lowest, kLongestMidiTime.value));
}

/// What `read` makes of each value of a list; `one` names such a value where it is turned down.
template <typename Read>
auto all(const Json& object, const char* name, const std::string& one, Read read)
{
    const Json& list = member(object, name);
    if (!list.is_array())
        throw Refused{"\"" + std::string(name) + "\" needs a list"};
    std::vector<decltype(read(list))> values;
    values.reserve(list.size());
    for (const Json& value : list)
        try {
            values.push_back(read(value));
        } catch (const Refused& refused) {
            throw Refused{one + " " + std::to_string(values.size() + 1) + ": " + refused.reason};
        }
    return values;
}

/// The bytes whose numbers the characters have.
std::string bytesOf(const std::string& characters)
{
    constexpr unsigned char kAscii = 0x80, kLastTwoBytes = 0xC3; // of 255 in UTF-8
    constexpr unsigned kLow = 0x3F;
    std::string bytes;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const auto value = static_cast<unsigned char>(characters[i]);
        if (value > kLastTwoBytes)
            throw Refused{"its text has a character that is not a byte"};
        bytes += static_cast<char>(value < kAscii ? value : (value & 3u) << 6 | (static_cast<unsigned char>(characters[++i]) & kLow));
    }
    return bytes;
}

TrackEvent eventOf(const Json& value)
{
    checkRow(value, 4, 4);
    TrackEvent event{time(value[0], "its time"), whole<std::uint8_t>(value[1], "its status", 0x80, 0xFF), 0, 0, {}};
    if (event.isChannelMessage()) {
        event.data1 = whole<std::uint8_t>(value[2], "its first value", 0, kMostData);
        event.data2 = whole<std::uint8_t>(value[3], "its second value", 0, kMostData);
        return event;
    }
    if (!event.isMeta() && event.status != 0xF0 && event.status != 0xF7)
        throw Refused{"its status is not one that a file can have"};
    event.data1 = whole<std::uint8_t>(value[2], "its type", 0, kMostData);
    event.payload = bytesOf(text(value[3], "what it says"));
    return event;
}

std::vector<TrackEvent> eventsOf(const Json& object, const char* name)
{
    std::vector<TrackEvent> events = all(object, name, "event", eventOf);
    std::ranges::stable_sort(events, {}, &TrackEvent::at);
    return events;
}

void readMarks(const std::string& marks, Note& note)
{
    std::istringstream words(marks);
    for (std::string word; words >> word;) {
        if (word == "suggested")
            note.origin = Origin::Suggestion;
        else if (word == "muted")
            note.muted = true;
        else if (word == "pinned")
            note.pinned = true;
        else
            throw Refused{"it cannot be \"" + word + "\""};
    }
}

/// Reads the parts of a song and keeps count of the ids that they have.
class SongReader {
public:
    Song song(const Json& file)
    {
        Song song;
        const Json& midi = member(file, "midi");
        song.layout = {wholeMember(midi, "format", 0, 2), wholeMember<std::uint16_t>(midi, "division", 1, 0xFFFF)};
        if (!MidiTime::isValid(song.layout.division))
            throw Refused{"\"division\" is no time base of a MIDI file"};
        song.tempo = TempoMap(all(file, "tempo", "tempo", [](const Json& value) {
            checkRow(value, 2, 2);
            return TempoChange{time(value[0], "its time"), whole<std::uint32_t>(value[1], "its length of a quarter", 1, 0xFFFF'FFFF)};
        }));
        song.meters = MeterMap(all(file, "meters", "meter", meterOf));
        song.keys = all(file, "keys", "key", keyOf);
        std::ranges::stable_sort(song.keys, {}, &KeyChange::at);
        song.conductor = eventsOf(file, "conductor");
        song.tracks = all(file, "tracks", "track", [this](const Json& value) { return std::make_shared<const Track>(trackOf(value)); });
        song.lastId = wholeMember<std::uint64_t>(file, "lastId", 0, kMostId);
        std::ranges::sort(ids_);
        if (const auto twice = std::ranges::adjacent_find(ids_); twice != ids_.end())
            throw Refused{"two things have the id " + std::to_string(*twice)};
        if (!ids_.empty())
            song.lastId = std::max(song.lastId, ids_.back());
        return song;
    }

private:
    static MeterChange meterOf(const Json& value)
    {
        constexpr int kMostBeats = 255, kSmallestBeat = 128;
        checkRow(value, 5, 5);
        const int denominator = whole(value[2], "its beat", 1, kSmallestBeat);
        if ((denominator & (denominator - 1)) != 0)
            throw Refused{"its beat needs to be a power of two"};
        return {time(value[0], "its time"),
                {whole(value[1], "its number of beats", 1, kMostBeats), denominator, whole<std::uint8_t>(value[3], "its clocks", 0, 0xFF),
                 whole<std::uint8_t>(value[4], "its 32nds", 0, 0xFF)}};
    }

    static KeyChange keyOf(const Json& value)
    {
        constexpr int kMostAccidentals = 7;
        checkRow(value, 3, 3);
        const std::string& mode = text(value[2], "its mode");
        if (mode != "major" && mode != "minor")
            throw Refused{"its mode needs to be major or minor"};
        return {time(value[0], "its time"),
                {whole(value[1], "its accidentals", -kMostAccidentals, kMostAccidentals), mode == "major" ? Mode::Major : Mode::Minor}};
    }

    std::uint64_t id(const Json& value)
    {
        ids_.push_back(whole<std::uint64_t>(value, "its id", 1, kMostId));
        return ids_.back();
    }

    Track trackOf(const Json& value)
    {
        constexpr int kMostChannels = 15, kMostColours = 65'535, kMostChunks = 65'535;
        Track track;
        track.id = TrackId(id(member(value, "id")));
        track.name = text(member(value, "name"), "its name");
        track.channel = wholeMember(value, "channel", 0, kMostChannels);
        track.program = wholeIfThere(value, "program");
        track.bankMsb = wholeIfThere(value, "bankMsb");
        track.bankLsb = wholeIfThere(value, "bankLsb");
        track.volume = number(value, "volume", 0, 1);
        track.pan = number(value, "pan", -1, 1);
        track.muted = flag(value, "muted");
        track.solo = flag(value, "solo");
        track.colour = wholeMember(value, "colour", 0, kMostColours);
        track.fileTrack = wholeMember(value, "fileTrack", -1, kMostChunks);
        track.end = time(member(value, "end"), "its end");
        track.events = eventsOf(value, "events");
        track.clips = all(value, "clips", "clip", [this](const Json& clip) { return std::make_shared<const Clip>(clipOf(clip)); });
        std::ranges::stable_sort(track.clips, {}, [](const auto& clip) { return clip->start; });
        return track;
    }

    Clip clipOf(const Json& value)
    {
        Clip clip{ClipId(id(member(value, "id"))), time(member(value, "start"), "its start"), time(member(value, "length"), "its length"),
                  all(value, "notes", "note", [this](const Json& note) { return noteOf(note); })};
        if (!clip.notes.empty() && clip.start + clip.notes.front().start < Tick(0))
            throw Refused{"a note of it starts before the song"};
        return clip;
    }

    Note noteOf(const Json& value)
    {
        checkRow(value, 6, 7);
        Note note{NoteId(id(value[0])), time(value[1], "its start", -kLongestMidiTime.value), time(value[2], "its length", 1),
                  Pitch(whole(value[3], "its pitch", 0, kMostData)), whole<std::uint8_t>(value[4], "its velocity", 1, kMostData),
                  whole<std::uint8_t>(value[5], "its release velocity", 0, kMostData)};
        if (value.size() > 6)
            readMarks(text(value[6], "its marks"), note);
        return note;
    }

    std::vector<std::uint64_t> ids_;
};

Error refusal(const std::string& name, const std::string& reason)
{
    return {ErrorCode::Input, name + reason + "."};
}

/// Whether the lines after the first are those that it vouches for.
bool isAsWritten(std::string_view bytes, const Json& file)
{
    const auto digest = file.find("sha256");
    const std::size_t firstEnd = bytes.find('\n');
    return digest != file.end() && digest->is_string() && firstEnd != std::string_view::npos
        && sha256(bytes.substr(firstEnd + 1)) == digest->get_ref<const std::string&>();
}

} // namespace

Result<LoadedSong> readProject(std::string_view bytes, const std::string& name)
{
    const Json file = Json::parse(bytes, nullptr, false);
    if (file.is_discarded())
        return refusal(name, bytes.find("\"continuo\"") == std::string_view::npos ? " is not a Continuo song"
                                                                                  : " is damaged: it is cut short or not JSON any more");
    try {
        if (!file.is_object() || !file.contains("continuo") || !file.at("continuo").is_number_integer())
            return refusal(name, " is not a Continuo song");
        const Json& version = file.at("continuo");
        if (version > kProjectVersion)
            return refusal(name, " was written by a newer Continuo (version " + version.dump() + " of the format; this one reads up to "
                                     + std::to_string(kProjectVersion) + ")");
        if (version < 1 || wholeMember<std::int64_t>(file, "ticksPerQuarter", 1, kLongestMidiTime.value) != kTicksPerQuarter.value)
            return refusal(name, " is damaged: it counts time in a way that no Continuo does");
        LoadedSong loaded{SongReader().song(file), {}};
        if (!isAsWritten(bytes, file))
            loaded.notices.push_back("The file was changed after Continuo wrote it, by hand, by another program or by damage; it was read as it is now.");
        return loaded;
    } catch (const Refused& refused) {
        return refusal(name, " is damaged: " + refused.reason);
    }
}

} // namespace continuo
