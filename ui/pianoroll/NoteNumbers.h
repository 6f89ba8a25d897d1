// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/MeterMap.h"
#include "core/theory/Pitch.h"

#include <QString>

#include <type_traits>

namespace continuo::ui {

// Numbers of notes as one reads and types them. What cannot be read is refused with a sentence that says what can.

/// Bar, beat and 960ths of a quarter into the beat: "3.2.480".
QString positionText(const MeterMap& meters, Tick at);
/// Beat and 960ths may be left out: "3" is the begin of bar 3.
Result<Tick> parsePosition(const MeterMap& meters, const QString& typed);
/// A position after `start`.
Result<Tick> parseEnd(const MeterMap& meters, const QString& typed, Tick start);
/// Quarter notes: "1.5".
QString lengthText(Tick length);
Result<Tick> parseLength(const QString& typed);
/// "F#3" or 54.
Result<Pitch> parsePitchNumber(const QString& typed);
Result<int> parseWhole(const QString& typed, int least, int most);

/// What `make` makes of the value, or the error.
template <typename T, typename Make>
auto mapped(const Result<T>& value, Make make) -> Result<std::invoke_result_t<Make, const T&>>
{
    if (!value)
        return value.error();
    return make(*value);
}

} // namespace continuo::ui
