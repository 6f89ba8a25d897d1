// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/NetworkShape.h"
#include "core/neural/PackedMatrix.h"

#include <vector>

namespace continuo {

/// What a sequence of rows has left for later rows to attend to: in each layer and for each key head the turned keys
/// and the values, packed so that attention is two products.
class KeyValueCache {
public:
    /// Throws std::bad_alloc.
    KeyValueCache(const NetworkShape& shape, int capacity);

    /// keys, values: (keyWidth) each, head after head.
    void put(int layer, int row, const kernels::Bf16* keys, const kernels::Bf16* values);
    /// (capacity, headSize)
    const kernels::PackedMatrix& keys(int layer, int head) const { return heads_[index(layer, head)].keys; }
    /// (headSize, capacity)
    const kernels::PackedMatrix& values(int layer, int head) const { return heads_[index(layer, head)].values; }

private:
    struct Head {
        kernels::PackedMatrix keys, values;
    };

    std::size_t index(int layer, int head) const
    {
        return static_cast<std::size_t>(layer) * static_cast<std::size_t>(shape_.keyValueHeads) + static_cast<std::size_t>(head);
    }

    NetworkShape shape_;
    std::vector<Head> heads_;
};

} // namespace continuo
