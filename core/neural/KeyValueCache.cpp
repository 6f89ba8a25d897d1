// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/KeyValueCache.h"

namespace continuo {

KeyValueCache::KeyValueCache(const NetworkShape& shape, int capacity) : shape_(shape)
{
    for (int i = 0; i < shape.layers * shape.keyValueHeads; ++i)
        heads_.push_back({kernels::PackedMatrix(capacity, shape.headSize), kernels::PackedMatrix(shape.headSize, capacity)});
}

void KeyValueCache::put(int layer, int row, const kernels::Bf16* keys, const kernels::Bf16* values)
{
    for (int head = 0; head < shape_.keyValueHeads; ++head) {
        Head& cached = heads_[index(layer, head)];
        cached.keys.setOut(row, keys + head * shape_.headSize);
        cached.values.setIn(row, values + head * shape_.headSize);
    }
}

} // namespace continuo
