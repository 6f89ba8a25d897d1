// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/Chord.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace continuo {

namespace {

constexpr unsigned tones(std::initializer_list<int> semitones)
{
    unsigned classes = 0;
    for (const int semitone : semitones)
        classes |= 1u << (semitone % 12);
    return classes;
}

struct Quality {
    std::string_view symbol;
    unsigned classes; ///< above a root of 0
};

constexpr std::array<Quality, 24> kQualities{{{"", tones({0, 4, 7})},
                                              {"maj", tones({0, 4, 7})},
                                              {"m", tones({0, 3, 7})},
                                              {"min", tones({0, 3, 7})},
                                              {"7", tones({0, 4, 7, 10})},
                                              {"maj7", tones({0, 4, 7, 11})},
                                              {"M7", tones({0, 4, 7, 11})},
                                              {"m7", tones({0, 3, 7, 10})},
                                              {"min7", tones({0, 3, 7, 10})},
                                              {"6", tones({0, 4, 7, 9})},
                                              {"m6", tones({0, 3, 7, 9})},
                                              {"9", tones({0, 4, 7, 10, 14})},
                                              {"maj9", tones({0, 4, 7, 11, 14})},
                                              {"m9", tones({0, 3, 7, 10, 14})},
                                              {"add9", tones({0, 4, 7, 14})},
                                              {"dim", tones({0, 3, 6})},
                                              {"dim7", tones({0, 3, 6, 9})},
                                              {"m7b5", tones({0, 3, 6, 10})},
                                              {"aug", tones({0, 4, 8})},
                                              {"+", tones({0, 4, 8})},
                                              {"sus2", tones({0, 2, 7})},
                                              {"sus4", tones({0, 5, 7})},
                                              {"7sus4", tones({0, 5, 7, 10})},
                                              {"5", tones({0, 7})}}};

/// Takes a note name such as "F#" from the front of the text.
std::optional<int> takePitchClass(std::string_view& text)
{
    constexpr std::array<int, 7> kNatural{9, 11, 0, 2, 4, 5, 7}; // from A
    if (text.empty() || text.front() < 'A' || text.front() > 'G')
        return std::nullopt;
    int pitchClass = kNatural[static_cast<std::size_t>(text.front() - 'A')];
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '#' || text.front() == 'b')) {
        pitchClass += text.front() == '#' ? 1 : 11;
        text.remove_prefix(1);
    }
    return pitchClass % 12;
}

constexpr unsigned rotated(unsigned classes, int semitones)
{
    return ((classes << semitones) | (classes >> (12 - semitones))) & 0xfffu;
}

} // namespace

std::optional<Chord> parseChord(std::string_view symbol)
{
    Chord chord{std::string(symbol)};
    if (symbol == "N.C." || symbol == "NC")
        return chord;
    std::string_view rest = symbol;
    const auto root = takePitchClass(rest);
    if (!root)
        return std::nullopt;
    const std::string_view quality = rest.substr(0, rest.find('/'));
    rest.remove_prefix(quality.size());
    const auto found = std::find_if(kQualities.begin(), kQualities.end(), [&](const Quality& one) { return one.symbol == quality; });
    if (found == kQualities.end())
        return std::nullopt;
    chord.pitchClasses = rotated(found->classes, *root);
    chord.root = chord.bass = root;
    if (!rest.empty()) {
        rest.remove_prefix(1);
        const auto bass = takePitchClass(rest);
        if (!bass || !rest.empty())
            return std::nullopt;
        chord.pitchClasses |= 1u << *bass;
        chord.bass = bass;
    }
    return chord;
}

std::vector<Pitch> chordPitches(const Chord& chord, Pitch lowest)
{
    if (!chord.bass)
        return {};
    std::vector<Pitch> pitches;
    int number = lowest.number + (*chord.bass - lowest.pitchClass() + 12) % 12;
    for (const int top = number + 12; number < top; ++number) {
        if ((chord.pitchClasses >> (number % 12) & 1u) == 0)
            continue;
        if (number > 127)
            return {};
        pitches.push_back(Pitch(number));
    }
    return pitches;
}

} // namespace continuo
