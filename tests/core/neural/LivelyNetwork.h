// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Transformer.h"

#include <memory>

namespace continuo {

/// A small network whose weights all matter (some are zero before training).
inline std::unique_ptr<Transformer> livelyNetwork()
{
    auto network = std::make_unique<Transformer>(*networkPreset("tiny"), 1);
    auto generator = at::make_generator<at::CPUGeneratorImpl>(std::uint64_t{2});
    for (const auto& [name, weight] : network->weights())
        weight.copy_((weight + 0.1 * torch::randn(weight.sizes(), generator, weight.options())).to(torch::kBFloat16));
    return network;
}

} // namespace continuo
