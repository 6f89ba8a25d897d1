// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/WishText.h"
#include "core/base/Result.h"
#include "core/theory/KeySignature.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// Bars first..last, both included, counted from 1.
struct BarRange {
    int first = 1, last = 1;
    bool operator==(const BarRange&) const = default;
};

// What the values of options mean. Each fails with ErrorCode::Usage and the end of a sentence that begins with the
// option's name: "needs bars such as 5-8, not 'x'".

/// A decimal number without anything before or after it, in [lowest, highest].
Result<int> parseWhole(std::string_view text, int lowest, int highest);
/// Any number of 64 bits without a sign.
Result<std::uint64_t> parseSeed(std::string_view text);
/// In [lowest, highest].
Result<double> parseNumber(std::string_view text, double lowest, double highest);
/// In (0, highest].
Result<double> parsePositive(std::string_view text, double highest);
/// "5-8" or "5".
Result<BarRange> parseBars(std::string_view text);
/// "D minor".
Result<KeySignature> parseKeyOption(std::string_view text);
/// Some of styleNames(), with commas between them.
Result<std::vector<std::string>> parseStyles(std::string_view text);
Result<HarmonizeAs> parseHarmonizeAs(std::string_view text);
/// Names or numbers between commas; none is empty.
Result<std::vector<std::string>> parseList(std::string_view text);
/// Some of rhythm, pitch, contour, harmony.
Result<Keep> parseKeep(std::string_view text);
Result<ChordTones> parseChordTones(std::string_view text);

/// Which notes are meant; what is not set may be anything.
struct NotePattern {
    std::string text;               ///< as it was given
    std::string track;              ///< a number from 1 or a name; empty for any
    std::optional<int> bar;         ///< from 1
    std::optional<double> beat;     ///< from 1, of the meter; within a twelfth of a beat
    std::optional<Pitch> pitch;
};
/// "1:3:2.5:C5, Bass:4, *:5": TRACK:BAR:BEAT:PITCH, where a star means any and parts may be left out from the end.
Result<std::vector<NotePattern>> parseNotePatterns(std::string_view text);
/// "auto", "cpu" or "cuda".
Result<std::string> parseDeviceName(std::string_view text);

} // namespace continuo
