// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/WishText.h"

#include "core/base/TextNumbers.h"

#include <algorithm>
#include <array>
#include <string>

namespace continuo {

namespace {

Error wrong(const std::string& wanted, std::string_view text)
{
    return {ErrorCode::Usage, "needs " + wanted + ", not '" + std::string(text) + "'"};
}

} // namespace

Result<PitchRange> parsePitchRange(std::string_view text)
{
    const auto sides = twoSides(text, parsePitch);
    if (!sides || sides->second < sides->first)
        return wrong("two pitches from low to high such as C3-C5 or 48-72", text);
    return PitchRange{sides->first, sides->second};
}

Result<DensityRange> parseDensity(std::string_view text)
{
    const auto sides = twoSides(text, wholeText<double>);
    if (!sides || !(sides->first >= 0 && sides->second >= sides->first && sides->second > 0 && sides->second <= 1000))
        return wrong("notes per quarter note from few to many such as 0.5-2", text);
    return DensityRange{sides->first, sides->second};
}

Result<Tick> parseGrid(std::string_view text)
{
    struct Value {
        std::string_view name;
        Tick length;
    };
    static constexpr std::array<Value, 8> kValues{{{"1/1", kTicksPerQuarter * 4},
                                                   {"1/2", kTicksPerQuarter * 2},
                                                   {"1/4", kTicksPerQuarter},
                                                   {"1/8", kTicksPerQuarter / 2},
                                                   {"1/16", kTicksPerQuarter / 4},
                                                   {"1/4T", kTicksPerQuarter * 2 / 3},
                                                   {"1/8T", kTicksPerQuarter / 3},
                                                   {"1/16T", kTicksPerQuarter / 6}}};
    const auto found = std::find_if(kValues.begin(), kValues.end(), [&](const Value& value) { return value.name == text; });
    if (found == kValues.end())
        return wrong("1/1, 1/2, 1/4, 1/8, 1/16, 1/4T, 1/8T or 1/16T", text);
    return found->length;
}

} // namespace continuo
