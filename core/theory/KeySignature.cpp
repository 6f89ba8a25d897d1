// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/KeySignature.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace continuo {

namespace {

constexpr std::array<const char*, 15> kMajorNames{"Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C",
                                                  "G",  "D",  "A",  "E",  "B",  "F#", "C#"};
constexpr std::array<const char*, 15> kMinorNames{"Ab", "Eb", "Bb", "F",  "C",  "G",  "D", "A",
                                                  "E",  "B",  "F#", "C#", "G#", "D#", "A#"};

unsigned rotate(unsigned mask, int by)
{
    return ((mask << by) | (mask >> (12 - by))) & 0xfffu;
}

} // namespace

unsigned KeySignature::diatonicMask() const
{
    return KeySignature{fifths, Mode::Major}.scaleMask();
}

int KeySignature::tonic() const
{
    const int major = ((fifths * 7) % 12 + 12) % 12;
    return mode == Mode::Major ? major : (major + 9) % 12;
}

unsigned KeySignature::scaleMask() const
{
    constexpr unsigned kMajor = 0b101010110101;         // C D E F G A B
    constexpr unsigned kMinor = 0b110110101101;         // C D Eb F G Ab Bb, and B
    return rotate(mode == Mode::Major ? kMajor : kMinor, tonic());
}

std::vector<KeySignature> allKeys()
{
    std::vector<KeySignature> keys;
    for (const Mode mode : {Mode::Major, Mode::Minor})
        for (int fifths = -7; fifths <= 7; ++fifths)
            keys.push_back({fifths, mode});
    return keys;
}

std::string keyName(KeySignature key)
{
    const auto index = static_cast<std::size_t>(std::clamp(key.fifths, -7, 7) + 7);
    return key.mode == Mode::Major ? std::string(kMajorNames[index]) + " major" : std::string(kMinorNames[index]) + " minor";
}

KeySignature keyWithTonic(int tonic, Mode mode)
{
    KeySignature best{0, mode};
    int bestCount = 99;
    for (int fifths = -6; fifths <= 6; ++fifths) {
        const KeySignature key{fifths, mode};
        const int count = fifths < 0 ? -fifths : fifths;
        if (key.tonic() == tonic && count < bestCount) {
            best = key;
            bestCount = count;
        }
    }
    return best;
}

std::optional<KeySignature> parseKey(std::string_view text)
{
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    if (text.empty())
        return std::nullopt;
    std::string name(1, static_cast<char>(std::toupper(static_cast<unsigned char>(text.front()))));
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '#' || text.front() == 'b')) {
        name += text.front();
        text.remove_prefix(1);
    }
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    std::string word;
    for (const char c : text)
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));

    std::optional<Mode> mode;
    if (word.empty() || word == "major" || word == "maj" || text == "M")
        mode = Mode::Major;
    else if (word == "minor" || word == "min" || word == "m")
        mode = Mode::Minor;
    if (!mode)
        return std::nullopt;
    const auto& names = *mode == Mode::Major ? kMajorNames : kMinorNames;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (name == names[i])
            return KeySignature{static_cast<int>(i) - 7, *mode};
    return std::nullopt;
}

} // namespace continuo
