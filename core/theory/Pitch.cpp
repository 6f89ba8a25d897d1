// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Pitch.h"

#include <array>
#include <cctype>
#include <charconv>

namespace continuo {

std::string pitchName(Pitch pitch)
{
    static constexpr std::array<const char*, 12> kNames{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    return kNames[static_cast<std::size_t>(pitch.pitchClass())] + std::to_string(pitch.octave());
}

std::optional<Pitch> parsePitch(std::string_view text)
{
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size())
            return std::nullopt;
        return value;
    };
    const auto inRange = [](int value) -> std::optional<Pitch> {
        if (value < 0 || value > 127)
            return std::nullopt;
        return Pitch(value);
    };
    if (text.empty())
        return std::nullopt;
    if (const auto plain = number(text))
        return inRange(*plain);

    static constexpr std::array<int, 7> kNaturals{9, 11, 0, 2, 4, 5, 7}; // A B C D E F G
    const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    if (letter < 'A' || letter > 'G')
        return std::nullopt;
    int pitchClass = kNaturals[static_cast<std::size_t>(letter - 'A')];
    text.remove_prefix(1);
    while (!text.empty() && (text.front() == '#' || text.front() == 'b')) {
        pitchClass += text.front() == '#' ? 1 : -1;
        text.remove_prefix(1);
    }
    const auto octave = number(text);
    if (!octave || *octave < -1 || *octave > 9)
        return std::nullopt;
    return inRange((*octave + 1) * 12 + pitchClass);
}

} // namespace continuo
