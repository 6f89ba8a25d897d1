// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace continuo {

// MIDI files for tests, spelled out. Anything but hexadecimal digits in a spelling is there for the reader.

/// "00 90 3C 50" as bytes. Text in single quotes stands for itself.
inline std::string hex(std::string_view spelling)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string bytes;
    int high = -1;
    bool inQuotes = false;
    for (const char c : spelling) {
        if (c == '\'') {
            inQuotes = !inQuotes;
        } else if (inQuotes) {
            bytes += c;
        } else if (const auto digit = kDigits.find(c); digit != std::string_view::npos) {
            if (high >= 0)
                bytes += static_cast<char>(high * 16 + static_cast<int>(digit));
            high = high >= 0 ? -1 : static_cast<int>(digit);
        }
    }
    return bytes;
}

/// "00 90 3C 50", the reverse.
inline std::string spelled(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += text.empty() ? "" : " ";
        text += kDigits[byte >> 4u];
        text += kDigits[byte & 15u];
    }
    return text;
}

inline std::string bigEndian(std::size_t value, int count)
{
    std::string bytes;
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

/// A chunk with its header.
inline std::string chunk(std::string_view letters, const std::string& content)
{
    return std::string(letters) + bigEndian(content.size(), 4) + content;
}

inline std::string header(int format, int tracks, int division)
{
    return chunk("MThd",
        bigEndian(static_cast<std::size_t>(format), 2) + bigEndian(static_cast<std::size_t>(tracks), 2)
            + bigEndian(static_cast<std::size_t>(division), 2));
}

/// A whole file from the spelled content of its tracks.
inline std::string midiFile(int format, int division, std::initializer_list<std::string_view> tracks)
{
    std::string file = header(format, static_cast<int>(tracks.size()), division);
    for (const std::string_view track : tracks)
        file += chunk("MTrk", hex(track));
    return file;
}

} // namespace continuo
