// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/ModelFile.h"
#include "core/neural/Transformer.h"

#include <memory>

// A model's folder with the network in it. Private to core/neural and models/train.

namespace continuo {

struct LoadedNetwork {
    ModelInfo info;
    std::unique_ptr<Transformer> network;
};

/// Reads and checks model.json and weights.safetensors. Fails with code Unavailable.
Result<LoadedNetwork> readModel(const std::filesystem::path& folder);

/// The network's weights as a file holds them, bf16.
StoredTensors storedWeights(const Transformer& network);

/// Writes both files; the weights as bf16. `info.sha256` and `info.weights` are filled in.
Result<void> writeModel(const std::filesystem::path& folder, ModelInfo info, const Transformer& network);

} // namespace continuo
