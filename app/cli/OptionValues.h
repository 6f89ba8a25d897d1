// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Result.h"
#include "core/theory/KeySignature.h"

#include <cstdint>
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
/// "C3-C5", "48-72", "Bb-1-C4".
Result<PitchRange> parsePitchRange(std::string_view text);
/// Notes that start, per quarter note: "0.5-2".
Result<DensityRange> parseDensity(std::string_view text);
/// "D minor".
Result<KeySignature> parseKeyOption(std::string_view text);
/// One of styleNames().
Result<std::string> parseStyle(std::string_view text);
Result<HarmonizeAs> parseHarmonizeAs(std::string_view text);
/// Names or numbers between commas; none is empty.
Result<std::vector<std::string>> parseList(std::string_view text);
/// The values of --keep that are obeyed: true when "rhythm" is among them.
Result<bool> parseKeep(std::string_view text);
/// "auto", "cpu" or "cuda".
Result<std::string> parseDeviceName(std::string_view text);

} // namespace continuo
