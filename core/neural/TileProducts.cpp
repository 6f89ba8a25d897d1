// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ProductEngines.h"

#ifdef CONTINUO_X86

#include <array>
#include <cstdint>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace continuo::kernels {

namespace {

/// What ldtilecfg reads: tiles 0 to 3 are sums and 4 the x of `rows` rows, 5 to 7 are weights.
struct alignas(64) TileShapes {
    std::uint8_t palette = 1, firstRow = 0;
    std::array<std::uint8_t, 14> reserved{};
    std::array<std::uint16_t, 16> rowBytes{};
    std::array<std::uint8_t, 16> rows{};

    explicit TileShapes(int count)
    {
        for (std::size_t tile = 0; tile < 8; ++tile) {
            rowBytes[tile] = 64;
            rows[tile] = tile < 5 ? static_cast<std::uint8_t>(count) : 16;
        }
    }
};

/// The first `Tiles` tiles of a panel for as many rows as the tiles are set up for.
template <int Tiles>
CONTINUO_TARGET("amx-tile,amx-bf16")
inline void tilesOfPanel(const Product& product, const Bf16* tile, const Bf16* x, float* y)
{
    constexpr int kRowBytes = PackedMatrix::kTileOuts * 2 * sizeof(Bf16);
    const std::ptrdiff_t xBytes = product.xStride * static_cast<std::ptrdiff_t>(sizeof(Bf16));
    const std::ptrdiff_t yBytes = product.yStride * static_cast<std::ptrdiff_t>(sizeof(float));
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    const int blocks = PackedMatrix::blocksOf(product.ins);
    for (int b = 0; b < blocks; ++b, x += PackedMatrix::kBlockIns, tile += PackedMatrix::kBlockValues) {
        _tile_loadd(4, x, xBytes);
        _tile_loadd(5, tile, kRowBytes);
        _tile_dpbf16ps(0, 4, 5);
        if constexpr (Tiles > 1) {
            _tile_loadd(6, tile + PackedMatrix::kTileValues, kRowBytes);
            _tile_dpbf16ps(1, 4, 6);
        }
        if constexpr (Tiles > 2) {
            _tile_loadd(7, tile + 2 * PackedMatrix::kTileValues, kRowBytes);
            _tile_dpbf16ps(2, 4, 7);
        }
        if constexpr (Tiles > 3) {
            _tile_loadd(5, tile + 3 * PackedMatrix::kTileValues, kRowBytes);
            _tile_dpbf16ps(3, 4, 5);
        }
    }
    _tile_stored(0, y, yBytes);
    if constexpr (Tiles > 1)
        _tile_stored(1, y + PackedMatrix::kTileOuts, yBytes);
    if constexpr (Tiles > 2)
        _tile_stored(2, y + 2 * PackedMatrix::kTileOuts, yBytes);
    if constexpr (Tiles > 3)
        _tile_stored(3, y + 3 * PackedMatrix::kTileOuts, yBytes);
}

/// `groups` times as many rows as the tiles are set up for, beginning with `firstRow`.
CONTINUO_TARGET("amx-tile,amx-bf16")
void tileGroups(const Product& product, int firstRow, int rowsOfGroup, int groups)
{
    const Bf16* panel = product.matrix->values();
    for (int outs = 0; outs < product.outs; outs += PackedMatrix::kPanelOuts, panel += product.matrix->panelValues())
        for (int group = 0; group < groups; ++group) {
            const int row = firstRow + group * rowsOfGroup;
            const Bf16* x = product.x + row * product.xStride;
            float* y = product.y + row * product.yStride + outs;
            switch ((product.outs - outs + PackedMatrix::kTileOuts - 1) / PackedMatrix::kTileOuts) {
            case 1:
                tilesOfPanel<1>(product, panel, x, y);
                break;
            case 2:
                tilesOfPanel<2>(product, panel, x, y);
                break;
            case 3:
                tilesOfPanel<3>(product, panel, x, y);
                break;
            default:
                tilesOfPanel<4>(product, panel, x, y);
            }
        }
}

} // namespace

CONTINUO_TARGET("amx-tile,amx-bf16")
void multiplyByTiles(std::span<const Product> products, int rows)
{
    constexpr int kMost = 16;
    const int whole = rows / kMost, rest = rows % kMost;
    if (whole > 0) {
        const TileShapes shapes(kMost);
        _tile_loadconfig(&shapes);
        for (const Product& product : products)
            tileGroups(product, 0, kMost, whole);
    }
    if (rest > 0) {
        const TileShapes shapes(rest);
        _tile_loadconfig(&shapes);
        for (const Product& product : products)
            tileGroups(product, whole * kMost, rest, 1);
    }
    _tile_release();
}

bool systemGrantsTiles()
{
    constexpr long kRequestPermission = 0x1023, kTileData = 18; // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
    return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

} // namespace continuo::kernels

#endif
