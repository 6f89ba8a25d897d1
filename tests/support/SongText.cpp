// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SongText.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <sstream>
#include <stdexcept>

namespace continuo {

namespace {

struct NamedLength {
    char name;
    Tick length;
};

constexpr std::array<NamedLength, 6> kLengths{{
    {'w', kTicksPerQuarter * 4},
    {'h', kTicksPerQuarter * 2},
    {'q', kTicksPerQuarter},
    {'e', kTicksPerQuarter / 2},
    {'s', kTicksPerQuarter / 4},
    {'t', kTicksPerQuarter / 8},
}};

[[noreturn]] void refuse(const std::string& what, std::string_view text)
{
    throw std::invalid_argument(what + ": \"" + std::string(text) + "\"");
}

std::int64_t wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        refuse("not a number", text);
    return value;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream{std::string(text)};
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

std::vector<std::string> words(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> found;
    for (std::string word; stream >> word;)
        found.push_back(word);
    return found;
}

Tick lengthFromText(std::string_view text)
{
    if (text.size() > 1 && text.back() == 't')
        return Tick(wholeNumber(text.substr(0, text.size() - 1)));
    const auto named = std::find_if(kLengths.begin(), kLengths.end(), [text](const NamedLength& each) {
        return !text.empty() && each.name == text.front();
    });
    if (named == kLengths.end())
        refuse("not a length", text);
    const std::string_view kind = text.substr(1);
    if (kind.empty())
        return named->length;
    if (kind == ".")
        return named->length * 3 / 2;
    if (kind == "3")
        return named->length * 2 / 3;
    refuse("not a length", text);
}

Tick positionFromText(std::string_view text)
{
    if (!text.empty() && text.back() == 't')
        return Tick(wholeNumber(text.substr(0, text.size() - 1)));
    if (const auto slash = text.find('/'); slash != std::string_view::npos)
        return kTicksPerQuarter * wholeNumber(text.substr(0, slash)) / wholeNumber(text.substr(slash + 1));
    if (const auto point = text.find('.'); point != std::string_view::npos) {
        const std::string_view decimals = text.substr(point + 1);
        std::int64_t scale = 1;
        for (std::size_t i = 0; i < decimals.size(); ++i)
            scale *= 10;
        return kTicksPerQuarter * wholeNumber(text.substr(0, point)) + kTicksPerQuarter * wholeNumber(decimals) / scale;
    }
    return kTicksPerQuarter * wholeNumber(text);
}

std::string lengthText(Tick length)
{
    for (const auto& [name, plain] : kLengths) {
        if (length == plain)
            return {name};
        if (length == plain * 3 / 2)
            return {name, '.'};
        if (length == plain * 2 / 3)
            return {name, '3'};
    }
    return std::to_string(length.value) + "t";
}

std::string positionText(Tick at)
{
    const std::int64_t common = std::gcd(at.value, kTicksPerQuarter.value);
    const std::int64_t over = at.value / common;
    const std::int64_t under = kTicksPerQuarter.value / common;
    if (under == 1)
        return std::to_string(over);
    if (under <= 96)
        return std::to_string(over) + "/" + std::to_string(under);
    return std::to_string(at.value) + "t";
}

/// The notes of one item; `at` is where it starts unless it says so itself, and where it ends afterwards.
std::vector<Note> notesFromItem(const std::string& item, Tick& at)
{
    const std::vector<std::string> parts = words(item);
    if (parts.size() < 2)
        refuse("an item needs pitches and a length", item);
    Note pattern;
    pattern.length = lengthFromText(parts[1]);
    for (std::size_t i = 2; i < parts.size(); ++i) {
        const std::string& extra = parts[i];
        if (extra.front() == '@')
            at = positionFromText(std::string_view(extra).substr(1));
        else if (extra == "muted")
            pattern.muted = true;
        else if (extra == "pinned")
            pattern.pinned = true;
        else if (extra == "suggested")
            pattern.origin = Origin::Suggestion;
        else if (extra.front() == 'v')
            pattern.velocity = static_cast<std::uint8_t>(wholeNumber(std::string_view(extra).substr(1)));
        else
            refuse("not an extra", extra);
    }
    pattern.start = at;
    at += pattern.length;

    std::vector<Note> notes;
    if (parts[0] == "-")
        return notes;
    for (const std::string& name : split(parts[0], '+')) {
        const std::optional<Pitch> pitch = parsePitch(name);
        if (!pitch)
            refuse("not a pitch", name);
        pattern.pitch = *pitch;
        notes.push_back(pattern);
    }
    return notes;
}

} // namespace

Song songFromText(std::string_view text)
{
    Song song;
    for (const std::string& line : split(text, '\n')) {
        if (words(line).empty())
            continue;
        Track track;
        track.id = TrackId(++song.lastId);
        track.colour = static_cast<int>(song.tracks.size());
        std::string items = line;
        if (const auto colon = line.find(':'); colon != std::string::npos) {
            const auto first = line.find_first_not_of(' ');
            track.name = line.substr(first, colon - first);
            items = line.substr(colon + 1);
        }
        Clip clip;
        clip.id = ClipId(++song.lastId);
        std::vector<Note> notes;
        Tick at;
        for (const std::string& item : split(items, '|')) {
            if (words(item).empty())
                continue;
            for (Note note : notesFromItem(item, at)) {
                note.id = NoteId(++song.lastId);
                clip.length = std::max(clip.length, note.end());
                notes.push_back(note);
            }
        }
        clip.notes = std::move(notes);
        track.clips.push_back(std::make_shared<const Clip>(std::move(clip)));
        song.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return song;
}

std::string textOf(const Track& track)
{
    std::string text = track.name.empty() ? "" : track.name + ": ";
    Tick expected;
    bool isFirst = true;
    for (const Note& note : notesInSongTime(track)) {
        text += isFirst ? "" : " | ";
        text += pitchName(note.pitch) + " " + lengthText(note.length);
        if (note.start != expected)
            text += " @" + positionText(note.start);
        if (note.velocity != Note{}.velocity)
            text += " v" + std::to_string(note.velocity);
        if (note.muted)
            text += " muted";
        if (note.pinned)
            text += " pinned";
        if (note.origin == Origin::Suggestion)
            text += " suggested";
        expected = note.end();
        isFirst = false;
    }
    return text;
}

std::string textOf(const Song& song)
{
    std::string text;
    for (const auto& track : song.tracks)
        text += (text.empty() ? "" : "\n") + textOf(*track);
    return text;
}

} // namespace continuo
