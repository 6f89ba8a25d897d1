// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/base/Random.h"

#include <vector>

namespace continuo {

/// A network that wants anything: logits are random, from the seed. Whatever rules hold for what it writes hold for
/// every network.
class RandomRowModel : public RowModel {
public:
    explicit RandomRowModel(std::uint64_t seed) : random_(seed) {}

    int capacity() const override { return 1024; }
    Result<void> begin(std::span<const Row>, int lanes) override
    {
        lanes_ = lanes;
        return {};
    }
    void append(std::span<const Row>, std::span<const std::uint8_t>) override {}
    std::span<const float> onsetLogits() override { return logits(kOnsetClasses); }
    std::span<const float> pitchLogits(std::span<const int>) override { return logits(kPitchClassesOut); }
    std::span<const float> durationLogits(std::span<const int>) override { return logits(kDurationClasses); }

private:
    std::span<const float> logits(int classes)
    {
        logits_.resize(static_cast<std::size_t>(lanes_) * static_cast<std::size_t>(classes));
        for (float& logit : logits_)
            logit = static_cast<float>(random_.uniform() * 6 - 3);
        return logits_;
    }

    Random random_;
    int lanes_ = 1;
    std::vector<float> logits_;
};

} // namespace continuo
