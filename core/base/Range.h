// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace continuo {

/// Half-open range [begin, end). Empty when end <= begin.
template <typename T>
struct Range {
    T begin{};
    T end{};

    constexpr bool isEmpty() const { return !(begin < end); }
    constexpr bool contains(T at) const { return !(at < begin) && at < end; }
    /// Whether both share at least one point; an empty range overlaps nothing.
    constexpr bool overlaps(Range other) const
    {
        return !isEmpty() && !other.isEmpty() && begin < other.end && other.begin < end;
    }
    constexpr Range intersect(Range other) const { return {std::max(begin, other.begin), std::min(end, other.end)}; }
    constexpr bool operator==(const Range&) const = default;
};

} // namespace continuo
