// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/train/RowFeatures.h"
#include "models/train/TaskSampler.h"
#include "models/train/WittenBell.h"

namespace continuo {

/// How surprising the target notes of a prompt were, in bits, summed over each field; the ends of cells count among
/// the onsets.
struct TargetBits {
    double onset = 0, pitch = 0, duration = 0;
    int notes = 0;

    double total() const { return onset + pitch + duration; }
    TargetBits& operator+=(const TargetBits& other);
};

class RowNgram {
public:
    void learn(const StudyPiece& piece);
    TargetBits bits(const Prompt& prompt, const Score& score) const;
    std::size_t size() const { return counts_[0].size() + counts_[1].size() + counts_[2].size(); }

private:
    std::array<WittenBell, 3> counts_{WittenBell(kOnsetClasses), WittenBell(kPitchClassesOut), WittenBell(kDurationClasses)};
};

} // namespace continuo
