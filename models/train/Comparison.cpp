// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Comparison.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace continuo {

Result<Comparison> comparisonWithout(const std::vector<std::string>& parts)
{
    struct Named {
        std::string_view name;
        bool Comparison::*part;
    };
    static constexpr std::array<Named, 5> kParts{{{"deduplication", &Comparison::deduplication},
                                                  {"key-frame", &Comparison::keyFrame},
                                                  {"time-rotation", &Comparison::timeRotation},
                                                  {"chained-heads", &Comparison::chainedHeads},
                                                  {"muon", &Comparison::muon}}};
    Comparison comparison;
    for (const std::string& wanted : parts) {
        const auto found = std::find_if(kParts.begin(), kParts.end(), [&](const Named& each) { return each.name == wanted; });
        if (found == kParts.end())
            return Error{ErrorCode::Usage, "needs deduplication, key-frame, time-rotation, chained-heads or muon, not '" + wanted + "'"};
        comparison.*found->part = false;
    }
    return comparison;
}

} // namespace continuo
