// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace continuo {

/// What a training run may do without, to see what each choice is worth. Models are made with all of them.
struct Comparison {
    bool deduplication = true;  ///< Versions.h: versions of one tune count as one, those of held-out pieces are left out; without: every piece counts
    bool keyFrame = true;       ///< music in one key; without: in the key it has, moved by any of twelve intervals
    bool timeRotation = true;   ///< half of each head turns with musical time; without: it does not turn
    bool chainedHeads = true;   ///< the pitch knows the onset, the length both; without: none knows another
    bool muon = true;           ///< for matrices; without: AdamW for everything
    double contextWeight = 0.5; ///< of what the context teaches, beside 1 for the target; 0..1

    bool isUsual() const { return *this == Comparison{}; }
    bool operator==(const Comparison&) const = default;
};

/// Leaves out "deduplication", "key-frame", "time-rotation", "chained-heads", "muon". Fails with ErrorCode::Usage and the end of a sentence that
/// begins with the option's name.
Result<Comparison> comparisonWithout(const std::vector<std::string>& parts);

} // namespace continuo
