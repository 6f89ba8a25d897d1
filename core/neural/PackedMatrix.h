// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Bf16.h"

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>

namespace continuo::kernels {

/// A bf16 matrix (outs, ins) in the order in which products read it. Panels of 64 outs follow each other; a panel is
/// cut into blocks of 32 ins; a block holds four tiles of 16 outs; a tile holds 16 pairs of ins, of each pair two
/// values for each out. So a product reads memory from one end to the other, every instruction set finds neighbouring
/// outs beside each other, and a tile is what AMX loads at once.
class PackedMatrix {
public:
    static constexpr int kPanelOuts = 64, kBlockIns = 32, kTileOuts = 16;
    static constexpr std::size_t kTileValues = kTileOuts * kBlockIns;
    static constexpr std::size_t kBlockValues = kPanelOuts * kBlockIns;

    static constexpr int panelsOf(int outs) { return (outs + kPanelOuts - 1) / kPanelOuts; }
    static constexpr int blocksOf(int ins) { return (ins + kBlockIns - 1) / kBlockIns; }
    /// Rounded up to whole panels or blocks, as the rows that go into a product and come out of it are laid out.
    static constexpr int paddedOuts(int outs) { return panelsOf(outs) * kPanelOuts; }
    static constexpr int paddedIns(int ins) { return blocksOf(ins) * kBlockIns; }

    PackedMatrix() = default;
    /// All zero; memory is taken from the system where it is written first. Throws std::bad_alloc.
    PackedMatrix(int outs, int ins);
    /// From values in row-major order, outs * ins of them.
    PackedMatrix(int outs, int ins, std::span<const Bf16> values);

    int outs() const { return outs_; }
    int ins() const { return ins_; }

    /// The first panel, at the beginning of a cache line.
    const Bf16* values() const { return values_; }
    /// Values from one panel to the next.
    std::size_t panelValues() const { return static_cast<std::size_t>(blocksOf(ins_)) * kBlockValues; }
    Bf16 at(int out, int in) const { return values_[place(out, in)]; }
    /// All ins of one out.
    void setOut(int out, const Bf16* values);
    /// All outs of one in.
    void setIn(int in, const Bf16* values);

private:
    struct Free {
        void operator()(void* memory) const { std::free(memory); }
    };

    std::size_t place(int out, int in) const
    {
        const auto o = static_cast<std::size_t>(out), i = static_cast<std::size_t>(in);
        return o / kPanelOuts * panelValues() + i / kBlockIns * kBlockValues + o % kPanelOuts / kTileOuts * kTileValues
            + i % kBlockIns / 2 * 2 * kTileOuts + o % kTileOuts * 2 + i % 2;
    }

    int outs_ = 0, ins_ = 0;
    std::unique_ptr<void, Free> memory_;
    Bf16* values_ = nullptr;
};

} // namespace continuo::kernels
