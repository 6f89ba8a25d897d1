// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Features.h"
#include "core/assist/Prompt.h"
#include "core/assist/RequestPlan.h"
#include "core/assist/SourceMusic.h"

#include <optional>
#include <vector>

namespace continuo {

/// Spans of some parts that are written in one go.
struct Pass {
    std::vector<int> parts;
    Range<int> spans;
};

/// A request cut into passes that each fit into one sequence of the network, and what the network is told in each.
/// Refers to what it is made from.
class PassPlan {
public:
    PassPlan(const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source);

    /// Bar after bar, so that each pass can read all parts of the bars before. At least one.
    std::vector<Pass> passes() const;
    /// The prompt of a pass; `score` is the plan's, with what earlier passes wrote.
    Prompt promptFor(const Pass& pass, const Score& score) const;
    /// What the energy asked for takes, of each part; none where it is not asked for, or the density is set.
    std::optional<Liveliness> liveliness() const;
    /// Around which pitch a written part should move for the register asked for, in the key frame: all parts by the same, so
    /// that their notes together come to it. None where it is not asked for, and for drums.
    std::optional<double> centreOf(int index) const;

private:
    /// Rows that one span of these parts takes, going by the music around.
    int rowsPerSpan(const std::vector<int>& parts) const;
    void tellControls(Prompt& prompt, const std::vector<bool>& writes) const;

    const SuggestionRequest& request_;
    const RequestPlan& plan_;
    const SourceMusic& source_;
    double registerShift_;  ///< semitones, of all parts alike
};

} // namespace continuo
