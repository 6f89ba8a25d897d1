// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/PackedMatrix.h"

#include <algorithm>
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
    for (int first = 0; first < ins_; first += kBlockIns, block += kBlockValues)
        for (int i = 0; i < std::min(kBlockIns, ins_ - first); ++i)
            block[i / 2 * 2 * kTileOuts + i % 2] = *values++;
}

void PackedMatrix::setIn(int in, const Bf16* values)
{
    Bf16* panel = values_ + place(0, in);
    for (int first = 0; first < outs_; first += kPanelOuts, panel += panelValues())
        for (int o = 0; o < std::min(kPanelOuts, outs_ - first); ++o)
            panel[static_cast<std::size_t>(o / kTileOuts) * kTileValues + static_cast<std::size_t>(o % kTileOuts * 2)] = *values++;
}

} // namespace continuo::kernels
