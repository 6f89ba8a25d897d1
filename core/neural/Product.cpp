// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Product.h"

#include "core/neural/ProductEngines.h"

#include <array>

namespace continuo::kernels {

namespace {

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
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bf16"))
        found.push_back(Engine::Avx512Bf16);
    if (__builtin_cpu_supports("amx-bf16") && systemGrantsTiles())
        found.push_back(Engine::Tiles);
#endif
    return found;
}

} // namespace

std::string_view nameOf(Engine engine)
{
    constexpr std::array<std::string_view, 5> kNames{"portable", "AVX2", "AVX-512", "AVX-512 bf16", "AMX"};
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
        return multiplyByAvx2(products, rows);
    case Engine::Avx512:
        return multiplyByAvx512(products, rows);
    case Engine::Avx512Bf16:
        return multiplyByPairs(products, rows);
    case Engine::Tiles:
        return multiplyByTiles(products, rows);
#endif
    default:
        return multiplyPortably(products, rows);
    }
}

} // namespace continuo::kernels
