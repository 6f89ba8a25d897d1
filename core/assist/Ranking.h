// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Closeness.h"
#include "core/assist/SoundingClasses.h"

#include <cstddef>
#include <vector>

namespace continuo {

/// A finished draft as its ranking looks at it.
struct Draft {
    double error = 0;                 ///< distance from what was asked, 0..1
    double surprise = 0;              ///< mean nats per note under the model
    std::vector<PlacedNote> notes;
    std::vector<PitchClasses> harmony; ///< of a harmonization: what sounds at each step, the melody included
};

/// Chooses `count` of the drafts, the best first. A draft is good that is near to what was asked, and typical: neither
/// dull nor wild, its surprise near the median of all. The first is also the one that the others agree with most, by
/// resemblance and, where harmony was asked for, as much by what sounds together (minimum Bayes risk, Kumar and Byrne
/// 2004): what several drafts do in the same way is likely, what one does alone may be a slip. Each after the first must
/// instead differ from those chosen before (maximal marginal relevance, Carbonell and Goldstein 1998).
/// Returns indices; all of them when there are no more than `count`.
std::vector<std::size_t> chooseDrafts(const std::vector<Draft>& drafts, std::size_t count);

} // namespace continuo
