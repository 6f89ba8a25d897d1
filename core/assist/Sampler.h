// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// What was drawn.
struct Choice {
    int value = -1;             ///< -1 when nothing was allowed
    double probability = 0;     ///< the network's own, among what was allowed, at temperature 1
};

/// Draws from logits: only what is allowed, then temperature, what is at least e^-20 times as likely as the likeliest, of
/// that the topK likeliest, and the nucleus of topP (arXiv:1904.09751), in this order. Keeps its scratch memory between
/// calls.
class Sampler {
public:
    explicit Sampler(const Sampling& sampling) : sampling_(sampling) {}

    /// `allowed` has one entry a logit; 0 forbids it. Greedy takes the likeliest, the lowest of equals. Where the logits
    /// were leaned, `own` are the network's own, whose probability is told; same size.
    Choice draw(std::span<const float> logits, std::span<const std::uint8_t> allowed, Random& random,
                std::span<const float> own);
    Choice draw(std::span<const float> logits, std::span<const std::uint8_t> allowed, Random& random)
    {
        return draw(logits, allowed, random, logits);
    }

private:
    struct Weighted {
        int value;
        double plain;           ///< the network's own at temperature 1
        double weight;          ///< at the temperature asked for
    };
    Sampling sampling_;
    std::vector<Weighted> kept_;
};

} // namespace continuo
