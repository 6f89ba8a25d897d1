// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/PackedMatrix.h"

#include <algorithm>
#include <cstring>
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
    for (int out = 0; out < outs; ++out, next += ins)
        setOut(out, next);
}

void PackedMatrix::setOut(int out, const Bf16* values)
{
    Bf16* block = values_ + place(out, 0);
    for (int first = 0; first < ins_; first += kBlockIns, block += kBlockValues) {
        const int count = std::min(kBlockIns, ins_ - first);
        for (int i = 0; i + 2 <= count; i += 2, values += 2)
            std::memcpy(block + i * kTileOuts, values, 2 * sizeof(Bf16));
        if (count % 2 != 0)
            block[(count - 1) * kTileOuts] = *values++;
    }
}

void PackedMatrix::setIn(int in, const Bf16* values)
{
    Bf16* panel = values_ + place(0, in);
    for (int first = 0; first < outs_; first += kPanelOuts, panel += panelValues())
        for (int tile = 0; tile < kPanelOuts / kTileOuts; ++tile) {
            Bf16* to = panel + static_cast<std::size_t>(tile) * kTileValues;
            const int count = std::min(kTileOuts, outs_ - first - tile * kTileOuts);
            for (int o = 0; o < count; ++o)
                to[2 * o] = *values++;
        }
}

} // namespace continuo::kernels
