// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OptionValues.h"

#include "core/assist/Styles.h"
#include "core/base/TextNumbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace continuo {

namespace {

Error wrong(const std::string& wanted, std::string_view text)
{
    return {ErrorCode::Usage, "needs " + wanted + ", not '" + std::string(text) + "'"};
}

std::string shortNumber(double number)
{
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} ? std::string(digits.data(), end) : std::string();
}

std::string namesOf(std::span<const std::string_view> names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + std::string(names[i]);
    return text;
}

constexpr std::array<std::string_view, 4> kHarmonizeNames{"satb", "chords", "bass", "piano"};
constexpr std::array<std::string_view, 3> kDeviceNames{"auto", "cpu", "cuda"};
constexpr std::array<std::string_view, 4> kKeepNames{"rhythm", "pitch", "contour", "harmony"};

} // namespace

Result<int> parseWhole(std::string_view text, int lowest, int highest)
{
    const auto number = wholeText<int>(text);
    if (!number || *number < lowest || *number > highest)
        return wrong("a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest), text);
    return *number;
}

Result<std::uint64_t> parseSeed(std::string_view text)
{
    const auto number = wholeText<std::uint64_t>(text);
    if (!number)
        return wrong("a whole number from 0 to 18446744073709551615", text);
    return *number;
}

Result<double> parseNumber(std::string_view text, double lowest, double highest)
{
    const auto number = wholeText<double>(text);
    if (!number || !(*number >= lowest && *number <= highest))
        return wrong("a number from " + shortNumber(lowest) + " to " + shortNumber(highest), text);
    return *number;
}

Result<double> parsePositive(std::string_view text, double highest)
{
    const auto number = wholeText<double>(text);
    if (!number || !(*number > 0 && *number <= highest))
        return wrong("a number above 0, at most " + shortNumber(highest), text);
    return *number;
}

Result<BarRange> parseBars(std::string_view text)
{
    std::optional<BarRange> bars;
    if (const auto one = wholeText<int>(text))
        bars = BarRange{*one, *one};
    else if (const auto sides = twoSides(text, wholeText<int>))
        bars = BarRange{sides->first, sides->second};
    if (!bars || bars->first < 1 || bars->last < bars->first || bars->last > 1'000'000)
        return wrong("bars such as 5-8, counted from 1", text);
    return *bars;
}

Result<KeySignature> parseKeyOption(std::string_view text)
{
    const auto key = parseKey(text);
    if (!key)
        return wrong("a key such as \"D minor\" or \"Bb major\"", text);
    return *key;
}

Result<HarmonizeAs> parseHarmonizeAs(std::string_view text)
{
    const auto found = std::find(kHarmonizeNames.begin(), kHarmonizeNames.end(), text);
    if (found == kHarmonizeNames.end())
        return wrong(namesOf(kHarmonizeNames), text);
    return static_cast<HarmonizeAs>(found - kHarmonizeNames.begin());
}

Result<std::vector<std::string>> parseList(std::string_view text)
{
    std::vector<std::string> items;
    std::string_view rest = text;
    for (bool more = true; more;) {
        const auto comma = rest.find(',');
        std::string_view item = rest.substr(0, comma);
        while (!item.empty() && item.front() == ' ')
            item.remove_prefix(1);
        while (!item.empty() && item.back() == ' ')
            item.remove_suffix(1);
        if (item.empty())
            return wrong("names or numbers with commas between them", text);
        items.emplace_back(item);
        more = comma != std::string_view::npos;
        rest.remove_prefix(more ? comma + 1 : rest.size());
    }
    return items;
}

Result<std::vector<std::string>> parseStyles(std::string_view text)
{
    const auto names = parseList(text);
    if (!names)
        return wrong("one of the styles " + namesOf(styleNames()) + ", or some with commas between them", text);
    std::vector<std::string> styles;
    for (const std::string& name : *names) {
        const int index = styleIndex(name);
        if (index < 0)
            return wrong("one of the styles " + namesOf(styleNames()), name);
        styles.emplace_back(styleNames()[static_cast<std::size_t>(index)]);
    }
    return styles;
}

Result<Keep> parseKeep(std::string_view text)
{
    const auto items = parseList(text);
    if (!items)
        return items.error();
    Keep keep;
    const std::array<bool*, kKeepNames.size()> kept{&keep.rhythm, &keep.pitch, &keep.contour, &keep.harmony};
    for (const std::string& item : *items) {
        const auto found = std::find(kKeepNames.begin(), kKeepNames.end(), item);
        if (found == kKeepNames.end())
            return wrong("some of " + namesOf(kKeepNames) + " with commas between them", text);
        *kept[static_cast<std::size_t>(found - kKeepNames.begin())] = true;
    }
    return keep;
}

Result<ChordTones> parseChordTones(std::string_view text)
{
    if (text != "always" && text != "strong")
        return wrong("always or strong", text);
    return text == "always" ? ChordTones::Always : ChordTones::StrongBeats;
}

Result<std::vector<NotePattern>> parseNotePatterns(std::string_view text)
{
    const auto items = parseList(text);
    if (!items)
        return items.error();
    std::vector<NotePattern> patterns;
    for (const std::string& item : *items) {
        std::vector<std::string> parts;
        std::string_view rest = item;
        for (bool more = true; more;) {
            const auto colon = rest.find(':');
            parts.emplace_back(rest.substr(0, colon));
            more = colon != std::string_view::npos;
            rest.remove_prefix(more ? colon + 1 : rest.size());
        }
        const auto isGiven = [&](std::size_t i) { return i < parts.size() && parts[i] != "*"; };
        NotePattern pattern;
        pattern.text = item;
        bool isRight = parts.size() <= 4 && std::none_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
        if (isGiven(0))
            pattern.track = parts[0];
        if (isGiven(1))
            isRight = isRight && (pattern.bar = wholeText<int>(parts[1])).value_or(0) >= 1;
        if (isGiven(2))
            isRight = isRight && (pattern.beat = wholeText<double>(parts[2])).value_or(0) >= 1;
        if (isGiven(3))
            isRight = isRight && (pattern.pitch = parsePitch(parts[3])).has_value();
        if (!isRight)
            return wrong("notes such as 1:3:2.5:C5 or Bass:4 (TRACK:BAR:BEAT:PITCH, * for any)", item);
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

Result<std::string> parseDeviceName(std::string_view text)
{
    if (std::find(kDeviceNames.begin(), kDeviceNames.end(), text) == kDeviceNames.end())
        return wrong(namesOf(kDeviceNames), text);
    return std::string(text);
}

} // namespace continuo
