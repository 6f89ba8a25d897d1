// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Product.h"

/// The ways to multiply, one function each; only Product.cpp calls them, and only those that the processor has.
#if defined(__x86_64__) && defined(__GNUC__)
#define CONTINUO_X86 1
#define CONTINUO_TARGET(names) __attribute__((target(names)))
#endif

namespace continuo::kernels {

/// Where to read ahead of a block, 16 KiB on, so that it is there in time: processors do not foresee the order well in which
/// strips read. At the end, where nothing is left to read, the block itself.
inline const Bf16* aheadOf(const Product& product, const Bf16* block)
{
    constexpr std::ptrdiff_t kAhead = 4 * PackedMatrix::kBlockValues;
    const Bf16* const end =
        product.matrix->values()
        + static_cast<std::size_t>(PackedMatrix::panelsOf(product.outs) - 1) * product.matrix->panelValues()
        + static_cast<std::size_t>(PackedMatrix::blocksOf(product.ins)) * PackedMatrix::kBlockValues;
    return end - block > kAhead ? block + kAhead : block;
}

void multiplyPortably(std::span<const Product> products, int rows);

#ifdef CONTINUO_X86
void multiplyByAvx2(std::span<const Product> products, int rows);
void multiplyByAvx512(std::span<const Product> products, int rows);
void multiplyByPairs(std::span<const Product> products, int rows);
void multiplyByTiles(std::span<const Product> products, int rows);
/// Asks Linux for the tile registers, once for the whole process.
bool systemGrantsTiles();
#endif

} // namespace continuo::kernels
