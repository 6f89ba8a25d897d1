// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiText.h"

#include <array>
#include <cstdint>
#include <optional>

namespace continuo {

namespace {

/// Code points of the bytes 0x80..0x9F in Windows-1252; 0 where it has none.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, // 0x80
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,      // 0x88
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, // 0x90
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178, // 0x98
};

void appendUtf8(std::string& text, std::uint32_t codePoint)
{
    const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(value); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0 | codePoint >> 6);
        byte(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        byte(0xE0 | codePoint >> 12);
        byte(0x80 | (codePoint >> 6 & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    } else {
        byte(0xF0 | codePoint >> 18);
        byte(0x80 | (codePoint >> 12 & 0x3F));
        byte(0x80 | (codePoint >> 6 & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    }
}

void appendReadable(std::string& text, std::uint32_t codePoint)
{
    if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t')
        text += ' ';
    else if (codePoint >= 0x20 && (codePoint < 0x7F || codePoint >= 0xA0))
        appendUtf8(text, codePoint);
}

/// How many bytes a code point takes that begins with this one; 0 when none does.
std::size_t utf8Length(std::uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first >= 0xF5)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// The code point at the front of well-formed UTF-8 (RFC 3629), taken off; nothing when it is not.
std::optional<std::uint32_t> takeUtf8(std::string_view& text)
{
    const auto byteAt = [&text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byteAt(0);
    const std::size_t length = utf8Length(first);
    if (length == 0 || text.size() < length)
        return std::nullopt;
    constexpr std::array<std::uint32_t, 5> kFirstBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t codePoint = first & kFirstBits[length];
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xC0) != 0x80)
            return std::nullopt;
        codePoint = codePoint << 6 | (byteAt(i) & 0x3Fu);
    }
    constexpr std::array<std::uint32_t, 5> kLowest{0, 0, 0x80, 0x800, 0x10000};
    if (codePoint < kLowest[length] || codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint < 0xE000))
        return std::nullopt;
    text.remove_prefix(length);
    return codePoint;
}

std::optional<std::string> fromUtf8(std::string_view raw)
{
    std::string text;
    text.reserve(raw.size());
    while (!raw.empty()) {
        const auto codePoint = takeUtf8(raw);
        if (!codePoint)
            return std::nullopt;
        appendReadable(text, *codePoint);
    }
    return text;
}

std::string fromWindows1252(std::string_view raw)
{
    std::string text;
    for (const char c : raw) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool inTable = byte >= 0x80 && byte < 0xA0;
        appendReadable(text, inTable ? kWindows1252[byte - 0x80u] : byte);
    }
    return text;
}

} // namespace

std::string readableText(std::string_view raw)
{
    if (auto text = fromUtf8(raw))
        return *std::move(text);
    return fromWindows1252(raw);
}

} // namespace continuo
