// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>

// JSON that comes from outside, read field by field: what does not fit is refused with a sentence that names it. Private to
// core/protocol.

namespace continuo::protocol {

using Json = nlohmann::ordered_json;

inline constexpr std::int64_t kMostTicks = std::int64_t{1} << 52;
inline constexpr int kMostBars = 1'000'000;
inline constexpr int kMostTracks = 65'536;

/// Why a line is refused. Thrown and caught inside this folder only.
struct Refused {
    Error error;
};

[[noreturn]] void refuse(std::string sentence, ErrorCode code = ErrorCode::Usage);

std::string inQuotes(std::string_view name);

/// The fields of an object, taken one by one; each function refuses a field that is missing or does not fit. The object
/// outlives this.
class Fields {
public:
    explicit Fields(const Json& object);

    bool has(const char* name) const { return object_.contains(name); }

    const Json& any(const char* name);
    std::string text(const char* name);
    bool flag(const char* name);
    std::uint64_t natural(const char* name);
    double number(const char* name, double lowest, double highest) { return numberOf(any(name), name, lowest, highest); }
    template <typename T = int>
    T whole(const char* name, T lowest, T highest)
    {
        return wholeOf<T>(any(name), name, lowest, highest);
    }
    /// Index of the text among the names.
    template <std::size_t N>
    std::size_t choice(const char* name, const std::array<std::string_view, N>& names)
    {
        const std::string value = text(name);
        const auto found = std::find(names.begin(), names.end(), value);
        if (found == names.end())
            refuse("The field " + inQuotes(name) + " cannot be " + inQuotes(value) + ".");
        return static_cast<std::size_t>(found - names.begin());
    }
    const Json& list(const char* name);
    /// A list of two.
    const Json& pair(const char* name);

    /// Refuses what was not taken.
    void refuseOthers() const;

    template <typename T>
    static T wholeOf(const Json& value, const char* name, T lowest, T highest)
    {
        const bool fits = value.is_number_integer()
            && !(value.is_number_unsigned()
                 && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
        const std::int64_t number = fits ? value.get<std::int64_t>() : 0;
        if (!fits || number < lowest || number > highest)
            refuse("The field " + inQuotes(name) + " needs a whole number from " + std::to_string(lowest) + " to "
                   + std::to_string(highest) + ".");
        return static_cast<T>(number);
    }
    static double numberOf(const Json& value, const char* name, double lowest, double highest);

private:
    const Json& object_;
    std::set<std::string, std::less<>> taken_;
};

} // namespace continuo::protocol
