// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Versions.h"

#include "core/base/Hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace continuo {

namespace {

constexpr std::size_t kPatternMoves = 15;   // between sixteen notes
constexpr std::size_t kLeastDifferentMoves = 4;
constexpr std::size_t kLeastPatterns = 8;
constexpr std::size_t kCommonIn = 50;
constexpr double kSharedByVersions = 0.5;

/// From one note of a line to the next: the interval, and how the time between them compares with the time before.
std::vector<std::uint16_t> movesOf(const Score& score, int part)
{
    struct Start {
        int step, pitch;
    };
    std::vector<Start> line;
    for (int span = 0; span < score.grid.size(); ++span)
        for (const RowNote& note : score.cell(part, span)) // by start, then from high to low
            if (const int step = score.grid[span].firstStep + note.onset; line.empty() || line.back().step != step)
                line.push_back({step, note.pitch});
    std::vector<std::uint16_t> moves;
    for (std::size_t i = 2; i < line.size(); ++i) {
        const double ratio = static_cast<double>(line[i].step - line[i - 1].step) / (line[i - 1].step - line[i - 2].step);
        const int slower = std::clamp(static_cast<int>(std::lround(3 * std::log2(ratio))), -15, 15);
        const int interval = std::clamp(line[i].pitch - line[i - 1].pitch, -31, 31);
        moves.push_back(static_cast<std::uint16_t>((interval + 31) * 31 + slower + 15));
    }
    return moves;
}

bool isTelling(std::span<const std::uint16_t> moves)
{
    std::array<std::uint16_t, kLeastDifferentMoves> different{};
    std::size_t count = 0;
    for (const std::uint16_t move : moves)
        if (std::find(different.begin(), different.begin() + static_cast<std::ptrdiff_t>(count), move)
            == different.begin() + static_cast<std::ptrdiff_t>(count)) {
            different[count++] = move;
            if (count == kLeastDifferentMoves)
                return true;
        }
    return false;
}

/// The patterns of a piece, each once.
std::vector<std::uint64_t> patternsOf(const Score& score)
{
    std::vector<std::uint64_t> patterns;
    for (int part = 0; part < static_cast<int>(score.parts.size()); ++part) {
        if (score.parts[static_cast<std::size_t>(part)].isDrums())
            continue;
        const std::vector<std::uint16_t> moves = movesOf(score, part);
        for (std::size_t first = 0; first + kPatternMoves <= moves.size(); ++first)
            if (const std::span pattern(moves.data() + first, kPatternMoves); isTelling(pattern))
                patterns.push_back(fnv1a(pattern));
    }
    std::sort(patterns.begin(), patterns.end());
    patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
    return patterns;
}

/// The first member of a piece's family, and shorter ways for the next who asks.
int familyOf(std::vector<int>& families, int piece)
{
    int& family = families[static_cast<std::size_t>(piece)];
    if (family != piece)
        family = familyOf(families, family);
    return family;
}

} // namespace

std::vector<int> familiesOf(std::span<const Score* const> pieces)
{
    struct Occurrence {
        std::uint64_t pattern;
        std::uint32_t piece;
    };
    std::vector<Occurrence> occurrences;
    std::vector<std::size_t> patternCounts;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::vector<std::uint64_t> patterns = patternsOf(*pieces[i]);
        patternCounts.push_back(patterns.size());
        if (patterns.size() >= kLeastPatterns)
            for (const std::uint64_t pattern : patterns)
                occurrences.push_back({pattern, static_cast<std::uint32_t>(i)});
    }
    std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
        return a.pattern != b.pattern ? a.pattern < b.pattern : a.piece < b.piece;
    });

    std::unordered_map<std::uint64_t, std::size_t> shared; // by two pieces
    for (auto first = occurrences.begin(); first != occurrences.end();) {
        const auto end = std::find_if(first, occurrences.end(),
                                      [&](const Occurrence& other) { return other.pattern != first->pattern; });
        if (static_cast<std::size_t>(end - first) <= kCommonIn)
            for (auto a = first; a != end; ++a)
                for (auto b = std::next(a); b != end; ++b)
                    ++shared[std::uint64_t{a->piece} << 32 | b->piece];
        first = end;
    }

    std::vector<int> families(pieces.size());
    std::iota(families.begin(), families.end(), 0);
    for (const auto& [pair, count] : shared) {
        const auto a = static_cast<std::size_t>(pair >> 32), b = static_cast<std::size_t>(pair & 0xffffffffu);
        const std::size_t fewer = std::min(patternCounts[a], patternCounts[b]);
        if (static_cast<double>(count) < kSharedByVersions * static_cast<double>(fewer))
            continue;
        const int one = familyOf(families, static_cast<int>(a)), other = familyOf(families, static_cast<int>(b));
        families[static_cast<std::size_t>(std::max(one, other))] = std::min(one, other);
    }
    for (std::size_t i = 0; i < families.size(); ++i)
        familyOf(families, static_cast<int>(i));
    return families;
}

} // namespace continuo
