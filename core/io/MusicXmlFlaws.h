// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// What a score says that a song does not hold, or says wrongly.
enum class MusicXmlFlaw : std::uint8_t {
    GraceNote, CueNote, Repeat, FurtherVerse, UnknownChord, NotANote, TooLowOrHigh, OpenTie, TooLong, Instruments,
    Count
};

/// Counts them, so that a long score gives a few sentences.
class MusicXmlFlaws {
public:
    void add(MusicXmlFlaw flaw) { ++counts_[static_cast<std::size_t>(flaw)]; }
    /// One sentence for each kind that was met.
    std::vector<std::string> sentences() const;

private:
    std::array<std::uint64_t, static_cast<std::size_t>(MusicXmlFlaw::Count)> counts_{};
};

} // namespace continuo
