// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Product.h"

#include <array>

#if defined(__x86_64__) && defined(__GNUC__)
#define CONTINUO_X86 1
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>
#define CONTINUO_TARGET(names) __attribute__((target(names)))
#else
#define CONTINUO_TARGET(names)
#endif

namespace continuo::kernels {

namespace {

/// fp32 numbers and words in one register of `Bytes` bytes.
template <int Bytes>
struct Register;
template <>
struct Register<16> {
    using Floats = float __attribute__((vector_size(16)));
    using Words = std::uint32_t __attribute__((vector_size(16)));
};
template <>
struct Register<32> {
    using Floats = float __attribute__((vector_size(32)));
    using Words = std::uint32_t __attribute__((vector_size(32)));
};
template <>
struct Register<64> {
    using Floats = float __attribute__((vector_size(64)));
    using Words = std::uint32_t __attribute__((vector_size(64)));
};

/// `Count` vectors of `Bytes` bytes, so neighbouring outs, of a panel for `Rows` rows. `outs` is the first of them.
/// The sum of an out takes its ins in their order, however many rows there are.
template <int Bytes, int Count, int Rows>
inline __attribute__((always_inline)) void strip(const Product& product, const Bf16* panel, int outs, const Bf16* x, float* y)
{
    using Floats = typename Register<Bytes>::Floats;
    using Words = typename Register<Bytes>::Words;
    constexpr int kLane = Bytes / 4;
    constexpr int kVectorsOfTile = PackedMatrix::kTileOuts / kLane;
    Floats sums[Rows][Count] = {};
    const Bf16* block = panel + static_cast<std::size_t>(outs / PackedMatrix::kTileOuts) * PackedMatrix::kTileValues;
    const int blocks = PackedMatrix::blocksOf(product.ins);
    for (int b = 0; b < blocks; ++b, block += PackedMatrix::kBlockValues) {
        float wideX[Rows][PackedMatrix::kBlockIns];
        for (int r = 0; r < Rows; ++r)
            for (int i = 0; i < PackedMatrix::kBlockIns; ++i)
                wideX[r][i] = wide(x[r * product.xStride + b * PackedMatrix::kBlockIns + i]);
        for (int pair = 0; pair < PackedMatrix::kBlockIns / 2; ++pair) {
#pragma GCC unroll 16
            for (int v = 0; v < Count; ++v) {
                Words words;
                std::memcpy(&words, block + static_cast<std::size_t>(v / kVectorsOfTile) * PackedMatrix::kTileValues
                                        + pair * 2 * PackedMatrix::kTileOuts + v % kVectorsOfTile * 2 * kLane,
                            sizeof words);
                const Words evenWords = words << 16, oddWords = words & 0xffff0000u;
                Floats even, odd;
                std::memcpy(&even, &evenWords, sizeof even);
                std::memcpy(&odd, &oddWords, sizeof odd);
#pragma GCC unroll 4
                for (int r = 0; r < Rows; ++r) {
                    sums[r][v] += even * wideX[r][2 * pair];
                    sums[r][v] += odd * wideX[r][2 * pair + 1];
                }
            }
        }
    }
    for (int r = 0; r < Rows; ++r)
        std::memcpy(y + r * product.yStride + outs, sums[r], sizeof sums[r]);
}

/// Four rows at a time in strips of `Few` vectors, single ones in strips of `Many`.
template <int Bytes, int Few, int Many>
inline __attribute__((always_inline)) void allStrips(std::span<const Product> products, int rows)
{
    constexpr int kLane = Bytes / 4;
    for (const Product& product : products) {
        const Bf16* panel = product.matrix->values();
        const int panels = PackedMatrix::panelsOf(product.outs);
        for (int p = 0; p < panels; ++p, panel += product.matrix->panelValues()) {
            const Bf16* x = product.x;
            float* y = product.y + p * PackedMatrix::kPanelOuts;
            int r = 0;
            for (; r + 4 <= rows; r += 4, x += 4 * product.xStride, y += 4 * product.yStride)
                for (int outs = 0; outs < PackedMatrix::kPanelOuts; outs += Few * kLane)
                    strip<Bytes, Few, 4>(product, panel, outs, x, y);
            for (; r < rows; ++r, x += product.xStride, y += product.yStride)
                for (int outs = 0; outs < PackedMatrix::kPanelOuts; outs += Many * kLane)
                    strip<Bytes, Many, 1>(product, panel, outs, x, y);
        }
    }
}

void portable(std::span<const Product> products, int rows)
{
    allStrips<16, 4, 4>(products, rows);
}

#ifdef CONTINUO_X86

CONTINUO_TARGET("avx2,fma")
void avx2(std::span<const Product> products, int rows)
{
    allStrips<32, 2, 8>(products, rows);
}

CONTINUO_TARGET("avx2,fma,avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")
void avx512(std::span<const Product> products, int rows)
{
    allStrips<64, 4, 4>(products, rows);
}

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

CONTINUO_TARGET("amx-tile,amx-bf16")
void tiles(std::span<const Product> products, int rows)
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

/// Asks Linux for the tile registers, once for the whole process.
bool systemGrantsTiles()
{
    constexpr long kRequestPermission = 0x1023, kTileData = 18; // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
    return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

#endif

std::vector<Engine> enginesHere()
{
    std::vector<Engine> found{Engine::Portable};
#ifdef CONTINUO_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        found.push_back(Engine::Avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq"))
        found.push_back(Engine::Avx512);
    if (__builtin_cpu_supports("amx-bf16") && systemGrantsTiles())
        found.push_back(Engine::Tiles);
#endif
    return found;
}

} // namespace

std::string_view nameOf(Engine engine)
{
    constexpr std::array<std::string_view, 4> kNames{"portable", "AVX2", "AVX-512", "AMX"};
    return kNames[static_cast<std::size_t>(engine)];
}

const std::vector<Engine>& engines()
{
    static const std::vector<Engine> found = enginesHere();
    return found;
}

void multiply(Engine engine, std::span<const Product> products, int rows)
{
    switch (engine) {
#ifdef CONTINUO_X86
    case Engine::Avx2:
        return avx2(products, rows);
    case Engine::Avx512:
        return avx512(products, rows);
    case Engine::Tiles:
        return tiles(products, rows);
#endif
    default:
        return portable(products, rows);
    }
}

} // namespace continuo::kernels
