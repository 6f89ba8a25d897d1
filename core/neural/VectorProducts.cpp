// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ProductEngines.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace continuo::kernels {

namespace {

/// fp32 numbers and words in one register of `Bytes` bytes.
template <int Bytes> struct Register;
template <> struct Register<16> {
    using Floats = float __attribute__((vector_size(16)));
    using Words = std::uint32_t __attribute__((vector_size(16)));
};
template <> struct Register<32> {
    using Floats = float __attribute__((vector_size(32)));
    using Words = std::uint32_t __attribute__((vector_size(32)));
};
template <> struct Register<64> {
    using Floats = float __attribute__((vector_size(64)));
    using Words = std::uint32_t __attribute__((vector_size(64)));
};

/// `Count` vectors of `Bytes` bytes, so neighbouring outs, of a panel for `Rows` rows. `outs` is the first of them.
/// The sum of an out takes its ins in their order, however many rows there are.
template <int Bytes, int Count, int Rows>
inline __attribute__((always_inline)) void strip(const Product& product, const Bf16* panel, int outs, const Bf16* x,
                                                 float* y)
{
    using Floats = typename Register<Bytes>::Floats;
    using Words = typename Register<Bytes>::Words;
    constexpr int kLane = Bytes / 4;
    constexpr int kCacheLine = 64; // bytes
    constexpr int kVectorsOfTile = PackedMatrix::kTileOuts / kLane;
    Floats sums[Rows][Count] = {};
    const Bf16* block = panel + static_cast<std::size_t>(outs / PackedMatrix::kTileOuts) * PackedMatrix::kTileValues;
    const int blocks = PackedMatrix::blocksOf(product.ins);
    for (int b = 0; b < blocks; ++b, block += PackedMatrix::kBlockValues) {
        const Bf16* const ahead = aheadOf(product, block);
        float wideX[Rows][PackedMatrix::kBlockIns];
        for (int r = 0; r < Rows; ++r)
            for (int i = 0; i < PackedMatrix::kBlockIns; ++i)
                wideX[r][i] = wide(x[r * product.xStride + b * PackedMatrix::kBlockIns + i]);
        for (int pair = 0; pair < PackedMatrix::kBlockIns / 2; ++pair) {
            Words words[Count];
            Floats weights[Count];
#pragma GCC unroll 8
            for (int v = 0; v < Count; ++v) {
                const std::size_t place = static_cast<std::size_t>(v / kVectorsOfTile) * PackedMatrix::kTileValues
                                          + pair * 2 * PackedMatrix::kTileOuts + v % kVectorsOfTile * 2 * kLane;
                std::memcpy(&words[v], block + place, sizeof(Words));
                if (v * Bytes % kCacheLine == 0)
                    __builtin_prefetch(ahead + place, 0, 2);
                const Words even = words[v] << 16;
                std::memcpy(&weights[v], &even, sizeof even);
            }
#pragma GCC unroll 4
            for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 8
                for (int v = 0; v < Count; ++v)
                    sums[r][v] += weights[v] * wideX[r][2 * pair];
#pragma GCC unroll 8
            for (int v = 0; v < Count; ++v) {
                const Words odd = words[v] & 0xffff0000u;
                std::memcpy(&weights[v], &odd, sizeof odd);
            }
#pragma GCC unroll 4
            for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 8
                for (int v = 0; v < Count; ++v)
                    sums[r][v] += weights[v] * wideX[r][2 * pair + 1];
        }
    }
    for (int r = 0; r < Rows; ++r)
        std::memcpy(y + r * product.yStride + outs, sums[r], sizeof sums[r]);
}

/// A panel for `Rows` rows, in strips of as many vectors as leave `Sums` sums in registers.
template <int Bytes, int Sums, int Rows>
inline __attribute__((always_inline)) void panelFor(const Product& product, const Bf16* panel, const Bf16* x, float* y)
{
    constexpr int kLane = Bytes / 4;
    constexpr int kCount =
        std::min(Sums / static_cast<int>(std::bit_ceil(static_cast<unsigned>(Rows))), PackedMatrix::kPanelOuts / kLane);
    for (int outs = 0; outs < PackedMatrix::kPanelOuts; outs += kCount * kLane)
        strip<Bytes, kCount, Rows>(product, panel, outs, x, y);
}

template <int Bytes, int Sums>
inline __attribute__((always_inline)) void allPanels(std::span<const Product> products, int rows)
{
    for (const Product& product : products) {
        const Bf16* panel = product.matrix->values();
        const int panels = PackedMatrix::panelsOf(product.outs);
        for (int p = 0; p < panels; ++p, panel += product.matrix->panelValues()) {
            const Bf16* x = product.x;
            float* y = product.y + p * PackedMatrix::kPanelOuts;
            int r = 0;
            for (; r + 4 <= rows; r += 4, x += 4 * product.xStride, y += 4 * product.yStride)
                panelFor<Bytes, Sums, 4>(product, panel, x, y);
            if (rows - r == 3)
                panelFor<Bytes, Sums, 3>(product, panel, x, y);
            else if (rows - r == 2)
                panelFor<Bytes, Sums, 2>(product, panel, x, y);
            else if (rows - r == 1)
                panelFor<Bytes, Sums, 1>(product, panel, x, y);
        }
    }
}

} // namespace

void multiplyPortably(std::span<const Product> products, int rows)
{
    allPanels<16, 16>(products, rows);
}

#ifdef CONTINUO_X86

CONTINUO_TARGET("avx2,fma")
void multiplyByAvx2(std::span<const Product> products, int rows)
{
    allPanels<32, 8>(products, rows);
}

CONTINUO_TARGET("avx2,fma,avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")
void multiplyByAvx512(std::span<const Product> products, int rows)
{
    allPanels<64, 16>(products, rows);
}

#endif

} // namespace continuo::kernels
