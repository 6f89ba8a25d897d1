// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Transformer.h"

#include <string>
#include <utility>
#include <vector>

namespace continuo {

/// Rates of one step.
struct StepRates {
    double matrix = 0.02;     ///< Muon, for the matrices inside the blocks and heads
    double other = 3e-3;      ///< AdamW, for embeddings, choices and gains
};

/// Muon (Jordan et al. 2024: momentum, then the nearest orthogonal matrix by five Newton-Schulz steps) for matrices
/// and AdamW (arXiv:1711.05101) for everything else.
class Optimizer {
public:
    /// Without Muon, AdamW takes the matrices as well.
    explicit Optimizer(Transformer& network, bool withMuon = true);

    /// One step from the gradients that the weights hold, clipped to a norm of 1 together; then they are cleared.
    /// Returns the norm before clipping.
    double step(const StepRates& rates);

    /// Everything beside the weights that a resumed run needs, by name.
    const std::vector<std::pair<std::string, torch::Tensor>>& state() const { return state_; }
    std::int64_t steps() const { return steps_; }
    void setSteps(std::int64_t steps) { steps_ = steps; }

private:
    struct Slot {
        torch::Tensor weight;
        bool isMatrix;
        torch::Tensor first, second;
    };
    std::vector<Slot> slots_;
    std::vector<std::pair<std::string, torch::Tensor>> state_;
    std::int64_t steps_ = 0;
};

} // namespace continuo
