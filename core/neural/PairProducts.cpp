// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ProductEngines.h"

#ifdef CONTINUO_X86

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <immintrin.h>

namespace continuo::kernels {

namespace {

/// The first `Tiles` tiles from `tile` on for `Rows` rows: a pair of ins of 16 outs at a time, as they lie in a tile.
template <int Rows, int Tiles>
CONTINUO_TARGET("avx512f,avx512bf16")
inline __attribute__((always_inline)) void strip(const Product& product, const Bf16* tile, const Bf16* x, float* y)
{
    __m512 sums[Rows][Tiles];
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
        for (int t = 0; t < Tiles; ++t)
            sums[r][t] = _mm512_setzero_ps();
    const int blocks = PackedMatrix::blocksOf(product.ins);
    for (int b = 0; b < blocks; ++b, tile += PackedMatrix::kBlockValues, x += PackedMatrix::kBlockIns) {
        const Bf16* const ahead = aheadOf(product, tile);
        for (int pair = 0; pair < PackedMatrix::kBlockIns / 2; ++pair) {
            __m512bh weights[Tiles];
#pragma GCC unroll 4
            for (int t = 0; t < Tiles; ++t) {
                const std::size_t place =
                    static_cast<std::size_t>(t) * PackedMatrix::kTileValues + pair * 2 * PackedMatrix::kTileOuts;
                weights[t] = reinterpret_cast<__m512bh>(_mm512_load_si512(tile + place));
                __builtin_prefetch(ahead + place, 0, 2);
            }
#pragma GCC unroll 8
            for (int r = 0; r < Rows; ++r) {
                std::int32_t ins;
                std::memcpy(&ins, x + r * product.xStride + 2 * pair, sizeof ins);
                const auto both = reinterpret_cast<__m512bh>(_mm512_set1_epi32(ins));
#pragma GCC unroll 4
                for (int t = 0; t < Tiles; ++t)
                    sums[r][t] = _mm512_dpbf16_ps(sums[r][t], weights[t], both);
            }
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
        for (int t = 0; t < Tiles; ++t)
            _mm512_storeu_ps(y + r * product.yStride + t * PackedMatrix::kTileOuts, sums[r][t]);
}

/// A panel for `Rows` rows: with few rows all of it at once, with many two tiles, as many sums as there are registers
/// for.
template <int Rows>
CONTINUO_TARGET("avx512f,avx512bf16")
void panelFor(const Product& product, int tiles, const Bf16* panel, const Bf16* x, float* y)
{
    constexpr int kAtOnce = Rows > 4 ? 2 : 4;
    int t = 0;
    for (; t + kAtOnce <= tiles; t += kAtOnce)
        strip<Rows, kAtOnce>(product, panel + static_cast<std::size_t>(t) * PackedMatrix::kTileValues, x,
                             y + t * PackedMatrix::kTileOuts);
    for (; t < tiles; ++t)
        strip<Rows, 1>(product, panel + static_cast<std::size_t>(t) * PackedMatrix::kTileValues, x,
                       y + t * PackedMatrix::kTileOuts);
}

/// For one row, for two, and so on to the most at once.
constexpr std::array kPanelFor{panelFor<1>, panelFor<2>, panelFor<3>, panelFor<4>,
                               panelFor<5>, panelFor<6>, panelFor<7>, panelFor<8>};
constexpr int kMost = static_cast<int>(kPanelFor.size());

} // namespace

CONTINUO_TARGET("avx512f,avx512bf16")
void multiplyByPairs(std::span<const Product> products, int rows)
{
    for (const Product& product : products) {
        const Bf16* panel = product.matrix->values();
        for (int outs = 0; outs < product.outs; outs += PackedMatrix::kPanelOuts, panel += product.matrix->panelValues()) {
            const int tiles = std::min(PackedMatrix::kPanelOuts, product.outs - outs + PackedMatrix::kTileOuts - 1)
                              / PackedMatrix::kTileOuts;
            for (int r = 0; r < rows; r += kMost)
                kPanelFor[static_cast<std::size_t>(std::min(kMost, rows - r) - 1)](
                    product, tiles, panel, product.x + r * product.xStride, product.y + r * product.yStride + outs);
        }
    }
}

} // namespace continuo::kernels

#endif
