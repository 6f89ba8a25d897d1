// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace continuo {

/// A number that names one thing of the kind Tag; ids of different kinds cannot be mixed. 0 names nothing.
template <typename Tag>
struct Id {
    std::uint64_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::uint64_t number) : value(number) {}
    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using NoteId = Id<struct NoteTag>;
using ClipId = Id<struct ClipTag>;
using TrackId = Id<struct TrackTag>;

} // namespace continuo

template <typename Tag>
struct std::hash<continuo::Id<Tag>> {
    std::size_t operator()(continuo::Id<Tag> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
