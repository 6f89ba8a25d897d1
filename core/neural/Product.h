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
    Tiles,      ///< AMX with bf16, where the system grants it
};

std::string_view nameOf(Engine engine);
/// Those that run here, the fastest last.
const std::vector<Engine>& engines();
inline Engine fastestEngine()
{
    return engines().back();
}

/// Rows times a matrix: y[r][o] = sum over i of m[o][i] * x[r][i], summed in fp32. Each weight is read once for every
/// 16 rows (AMX) or 4. What a row becomes does not depend on the other rows.
/// x: rows of PackedMatrix::paddedIns(ins) values, xStride apart; those beyond the matrix's ins must be finite.
/// y: rows of PackedMatrix::paddedOuts(outs) values, yStride apart; those beyond the matrix's outs become 0 or rubbish.
/// outs, ins: how much of the matrix takes part, from its beginning.
void multiply(Engine engine, const PackedMatrix& m, int outs, int ins, const Bf16* x, std::ptrdiff_t xStride, float* y,
              std::ptrdiff_t yStride, int rows);

} // namespace continuo::kernels
