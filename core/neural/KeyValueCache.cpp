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
        for (int i = 0; i < shape_.headSize; ++i) {
            cached.keys.set(row, i, *keys++);
            cached.values.set(i, row, *values++);
        }
    }
}

} // namespace continuo
