// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Product.h"

#include <algorithm>
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

struct Work {
    const Bf16* weights;
    std::size_t panelValues;
    int panels, blocks;
    const Bf16* x;
    std::ptrdiff_t xStride;
    float* y;
    std::ptrdiff_t yStride;
};

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
inline __attribute__((always_inline)) void strip(const Work& work, const Bf16* panel, int outs, const Bf16* x, float* y)
{
    using Floats = typename Register<Bytes>::Floats;
    using Words = typename Register<Bytes>::Words;
    constexpr int kLane = Bytes / 4;
    constexpr int kVectorsOfTile = PackedMatrix::kTileOuts / kLane;
    Floats sums[Rows][Count] = {};
    const Bf16* block = panel + static_cast<std::size_t>(outs / PackedMatrix::kTileOuts) * PackedMatrix::kTileValues;
    for (int b = 0; b < work.blocks; ++b, block += PackedMatrix::kBlockValues) {
        float wideX[Rows][PackedMatrix::kBlockIns];
        for (int r = 0; r < Rows; ++r)
            for (int i = 0; i < PackedMatrix::kBlockIns; ++i)
                wideX[r][i] = wide(x[r * work.xStride + b * PackedMatrix::kBlockIns + i]);
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
        std::memcpy(y + r * work.yStride + outs, sums[r], sizeof sums[r]);
}

/// All panels for `rows` rows: four rows at a time in strips of `Few` vectors, single ones in strips of `Many`.
template <int Bytes, int Few, int Many>
inline __attribute__((always_inline)) void allStrips(const Work& work, int rows)
{
    constexpr int kLane = Bytes / 4;
    const Bf16* panel = work.weights;
    for (int p = 0; p < work.panels; ++p, panel += work.panelValues) {
        int r = 0;
        float* y = work.y + p * PackedMatrix::kPanelOuts;
        for (; r + 4 <= rows; r += 4)
            for (int outs = 0; outs < PackedMatrix::kPanelOuts; outs += Few * kLane)
                strip<Bytes, Few, 4>(work, panel, outs, work.x + r * work.xStride, y + r * work.yStride);
        for (; r < rows; ++r)
            for (int outs = 0; outs < PackedMatrix::kPanelOuts; outs += Many * kLane)
                strip<Bytes, Many, 1>(work, panel, outs, work.x + r * work.xStride, y + r * work.yStride);
    }
}

void portable(const Work& work, int rows)
{
    allStrips<16, 4, 4>(work, rows);
}

#ifdef CONTINUO_X86

CONTINUO_TARGET("avx2,fma")
void avx2(const Work& work, int rows)
{
    allStrips<32, 2, 8>(work, rows);
}

CONTINUO_TARGET("avx2,fma,avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")
void avx512(const Work& work, int rows)
{
    allStrips<64, 4, 4>(work, rows);
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

/// `count` groups of as many rows as the tiles are set up for.
CONTINUO_TARGET("amx-tile,amx-bf16")
void tileGroups(const Work& work, int firstRow, int rowsOfGroup, int count)
{
    constexpr int kRowBytes = PackedMatrix::kTileOuts * 2 * sizeof(Bf16);
    const std::ptrdiff_t xBytes = work.xStride * static_cast<std::ptrdiff_t>(sizeof(Bf16));
    const std::ptrdiff_t yBytes = work.yStride * static_cast<std::ptrdiff_t>(sizeof(float));
    const Bf16* panel = work.weights;
    for (int p = 0; p < work.panels; ++p, panel += work.panelValues)
        for (int group = 0; group < count; ++group) {
            const int row = firstRow + group * rowsOfGroup;
            const Bf16* x = work.x + row * work.xStride;
            const Bf16* tile = panel;
            _tile_zero(0);
            _tile_zero(1);
            _tile_zero(2);
            _tile_zero(3);
            for (int b = 0; b < work.blocks; ++b, x += PackedMatrix::kBlockIns, tile += PackedMatrix::kBlockValues) {
                _tile_loadd(4, x, xBytes);
                _tile_loadd(5, tile, kRowBytes);
                _tile_dpbf16ps(0, 4, 5);
                _tile_loadd(6, tile + PackedMatrix::kTileValues, kRowBytes);
                _tile_dpbf16ps(1, 4, 6);
                _tile_loadd(7, tile + 2 * PackedMatrix::kTileValues, kRowBytes);
                _tile_dpbf16ps(2, 4, 7);
                _tile_loadd(5, tile + 3 * PackedMatrix::kTileValues, kRowBytes);
                _tile_dpbf16ps(3, 4, 5);
            }
            float* y = work.y + row * work.yStride + p * PackedMatrix::kPanelOuts;
            _tile_stored(0, y, yBytes);
            _tile_stored(1, y + PackedMatrix::kTileOuts, yBytes);
            _tile_stored(2, y + 2 * PackedMatrix::kTileOuts, yBytes);
            _tile_stored(3, y + 3 * PackedMatrix::kTileOuts, yBytes);
        }
}

CONTINUO_TARGET("amx-tile,amx-bf16")
void tiles(const Work& work, int rows)
{
    constexpr int kMost = 16;
    const int whole = rows / kMost, rest = rows % kMost;
    if (whole > 0) {
        const TileShapes shapes(kMost);
        _tile_loadconfig(&shapes);
        tileGroups(work, 0, kMost, whole);
    }
    if (rest > 0) {
        const TileShapes shapes(rest);
        _tile_loadconfig(&shapes);
        tileGroups(work, whole * kMost, rest, 1);
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

void multiply(Engine engine, const PackedMatrix& m, int outs, int ins, const Bf16* x, std::ptrdiff_t xStride, float* y,
              std::ptrdiff_t yStride, int rows)
{
    const Work work{m.values(), m.panelValues(), PackedMatrix::panelsOf(outs), PackedMatrix::blocksOf(ins),
                    x,          xStride,         y,                            yStride};
    switch (engine) {
#ifdef CONTINUO_X86
    case Engine::Avx2:
        return avx2(work, rows);
    case Engine::Avx512:
        return avx512(work, rows);
    case Engine::Tiles:
        return tiles(work, rows);
#endif
    default:
        return portable(work, rows);
    }
}

} // namespace continuo::kernels
