// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/PackedMatrix.h"

#include <string_view>
#include <vector>

namespace continuo::kernels {

/// How products are computed. They differ in the order of their sums, nothing else.
enum class Engine : std::uint8_t {
    Portable,   ///< any processor
    Avx2,       ///< AVX2 and FMA
    Avx512,     ///< AVX-512
    Avx512Bf16, ///< AVX-512 with products of bf16
    Tiles,      ///< AMX with bf16, where the system grants it
};

std::string_view nameOf(Engine engine);
/// Those that run here, the fastest last.
const std::vector<Engine>& engines();
inline Engine fastestEngine()
{
    return engines().back();
}

/// Rows times a matrix: y[r][o] = sum over i of matrix[o][i] * x[r][i], summed in fp32. What a row becomes does not
/// depend on the other rows.
struct Product {
    const PackedMatrix* matrix;
    int outs, ins;          ///< how much of the matrix takes part, from its beginning
    const Bf16* x;          ///< rows of PackedMatrix::paddedIns(ins) values; those beyond `ins` must be finite
    std::ptrdiff_t xStride; ///< values from one row to the next
    float* y;               ///< rows of PackedMatrix::paddedOuts(outs) values; those beyond `outs` become rubbish
    std::ptrdiff_t yStride; ///< values from one row to the next
};

/// Each weight is read once for every 16 rows (AMX), 8 (AVX-512 with bf16) or 4. Several products of as many rows are
/// faster together.
void multiply(Engine engine, std::span<const Product> products, int rows);

} // namespace continuo::kernels
