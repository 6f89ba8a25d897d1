// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/neural/Transformer.h"
#include "models/train/Optimizer.h"

#include <filesystem>

namespace continuo {

/// Where a training run stands, beside weights and optimizer.
struct RunState {
    std::int64_t step = 0;          ///< steps done
    std::int64_t totalSteps = 0;
    std::uint64_t seed = 1;
    int threads = 1;                ///< that share the examples; another number sums in another order
    double rate = 1;                ///< share of the usual rates, above 0..1
    double rows = 0;                ///< seen so far
    double seconds = 0;             ///< spent training so far
};

/// Writes everything that a resumed run needs, in full precision. The old checkpoint stays until the new one is whole.
Result<void> writeCheckpoint(const std::filesystem::path& path, const RunState& state, const Transformer& network,
                             const Optimizer& optimizer);

/// Fails with code Input, naming the file, when it is not a checkpoint of a network of this shape.
Result<RunState> readCheckpoint(const std::filesystem::path& path, Transformer& network, Optimizer& optimizer);

} // namespace continuo
