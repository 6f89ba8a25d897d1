// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace continuo {

/// A few random faults: bits, bytes, pieces lost, doubled or swapped in from elsewhere, and pieces of `foreign`, such as numbers
/// that no file should have. The same for the same state of `random`.
inline std::string damagedFile(std::string bytes, std::span<const std::string> foreign, std::mt19937& random)
{
    const auto below = [&random](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
    for (std::size_t faults = 1 + below(6); faults > 0 && !bytes.empty(); --faults) {
        const std::size_t at = below(bytes.size()), count = below(std::min<std::size_t>(bytes.size() - at, 20));
        switch (below(7)) {
        case 0: bytes[at] = static_cast<char>(bytes[at] ^ 1 << below(8)); break;
        case 1: bytes[at] = static_cast<char>(random()); break;
        case 2: bytes.erase(at, count); break;
        case 3: bytes.insert(at, bytes.substr(below(bytes.size()), count)); break;
        case 4: bytes.resize(at); break;
        case 5: bytes.replace(at, count, foreign[below(foreign.size())]); break;
        default: std::swap(bytes[at], bytes[below(bytes.size())]); break;
        }
    }
    return bytes;
}

} // namespace continuo
