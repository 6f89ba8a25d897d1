// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <type_traits>

namespace continuo {

/// The 64-bit FNV-1a hash of the numbers of a range, each taken whole; the same on every machine.
/// http://www.isthe.com/chongo/tech/comp/fnv/
template <typename Range>
constexpr std::uint64_t fnv1a(const Range& numbers)
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const auto number : numbers)
        hash = (hash ^ static_cast<std::make_unsigned_t<std::remove_const_t<decltype(number)>>>(number)) * 0x100000001b3u;
    return hash;
}

} // namespace continuo
