// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/NoteValue.h"

namespace continuo {

namespace {

constexpr int kLongestPower = -1, kShortestPower = 8, kMostDots = 2;
constexpr Tick kBreve = kTicksPerQuarter * 8;

} // namespace

Tick NoteValue::length() const
{
    const Tick plain = kBreve / (std::int64_t{1} << (power - kLongestPower));
    const Tick dotted = plain * 2 - plain / (std::int64_t{1} << dots);
    return dotted * tuplet.normal / tuplet.actual;
}

std::optional<NoteValue> noteValueOf(Tick length)
{
    for (int power = kLongestPower; power <= kShortestPower; ++power)
        for (int dots = 0; dots <= kMostDots; ++dots)
            if (const NoteValue value{power, dots, {}}; value.length() == length)
                return value;
    return std::nullopt;
}

std::optional<NoteValue> noteValueOf(Tick length, TupletRatio ratio)
{
    const std::int64_t written = length.value * ratio.actual;
    if (written % ratio.normal != 0)
        return std::nullopt;
    auto value = noteValueOf(Tick(written / ratio.normal));
    if (value)
        value->tuplet = ratio;
    return value;
}

} // namespace continuo
