// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Study.h"

#include <string>
#include <vector>

namespace continuo {

/// Something that a model is to reach, and whether it did.
struct Verdict {
    std::string target;                 ///< in words
    bool holds = false;
    std::vector<std::string> failing;   ///< rows (corpora, controls) in which it does not hold, with their figures
};

/// Those targets that the figures say something about. A target holds when the figure itself is on the right side,
/// wherever its interval ends.
std::vector<Verdict> verdictsOf(const std::vector<Figure>& figures);

/// As Markdown; empty without any.
std::string markdownOf(const std::vector<Verdict>& verdicts);

} // namespace continuo
