// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace continuo {

/// A number without anything before or after it; none otherwise.
template <typename Number>
std::optional<Number> wholeText(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The two sides of a dash at which both sides are read; a dash may also stand inside a side ("Bb-1-C4").
template <typename Read>
auto twoSides(std::string_view text, Read read)
{
    using Side = typename decltype(read(text))::value_type;
    std::optional<std::pair<Side, Side>> sides;
    for (auto dash = text.find('-', 1); dash != std::string_view::npos && !sides; dash = text.find('-', dash + 1)) {
        const auto left = read(text.substr(0, dash));
        const auto right = read(text.substr(dash + 1));
        if (left && right)
            sides = {*left, *right};
    }
    return sides;
}

} // namespace continuo
