// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/PackedMatrix.h"

#include <new>

namespace continuo::kernels {

PackedMatrix::PackedMatrix(int outs, int ins) : outs_(outs), ins_(ins)
{
    constexpr std::size_t kLine = 64;
    const std::size_t bytes = static_cast<std::size_t>(panelsOf(outs)) * panelValues() * sizeof(Bf16);
    std::size_t room = bytes + kLine;
    memory_.reset(std::calloc(room, 1));
    void* aligned = memory_.get();
    if (!aligned || !std::align(kLine, bytes, aligned, room))
        throw std::bad_alloc();
    values_ = static_cast<Bf16*>(aligned);
}

PackedMatrix::PackedMatrix(int outs, int ins, std::span<const Bf16> values) : PackedMatrix(outs, ins)
{
    const Bf16* next = values.data();
    for (int out = 0; out < outs; ++out)
        for (int in = 0; in < ins; ++in)
            set(out, in, *next++);
}

} // namespace continuo::kernels
