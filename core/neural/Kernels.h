// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Bf16.h"

#include <cstdint>

// Loops that the network spends its time in beside matrix products, on plain memory. bf16 values are their 16 bits.
// Compiled for several instruction sets, chosen when the program starts. Any thread.

namespace continuo::kernels {

/// Root mean square normalization (arXiv:1910.07467): y = x * inverse * gain, inverse = 1 / rms(x).
/// x, dx: (rows, width); gain, dGain: (width); inverse: (rows). The backward pass adds to dGain and writes dx.
void rmsNormForward(const float* x, const float* gain, Bf16* y, float* inverse, std::int64_t rows, std::int64_t width);
void rmsNormBackward(const Bf16* dy, const float* x, const float* gain, const float* inverse, float* dx, float* dGain,
                     std::int64_t rows, std::int64_t width);

/// Gated feed-forward (arXiv:2002.05202): y = silu(gate) * up. In: (rows, 2 * inner), gate first; y: (rows, inner).
void swiGluForward(const Bf16* in, Bf16* y, std::int64_t rows, std::int64_t inner);
void swiGluBackward(const Bf16* dy, const Bf16* in, Bf16* dIn, std::int64_t rows, std::int64_t inner);

/// One head of one row: normalized by its root mean square and turned (arXiv:2104.09864).
/// x, y: (size); gain: (size); cosine, sine: (size / 2), pairing element i with i + size / 2. Returns 1 / rms.
float rotaryForward(const Bf16* x, const float* gain, const float* cosine, const float* sine, Bf16* y, std::int64_t size);
void rotaryBackward(const Bf16* dy, const Bf16* x, const float* gain, float inverse, const float* cosine,
                    const float* sine, Bf16* dx, float* dGain, std::int64_t size);

/// softmax(scale * s) over the first `valid` of `columns` entries, in place; the rest becomes 0.
void softmaxForward(Bf16* s, float scale, std::int64_t valid, std::int64_t columns);
/// ds = scale * p * (dp - sum(p * dp)), in place in dp; entries from `valid` on become 0.
void softmaxBackward(Bf16* dp, const Bf16* p, float scale, std::int64_t valid, std::int64_t columns);

// One row each, fp32 in.

void rmsNorm(const float* x, const float* gain, float* y, std::int64_t width);
void rmsNorm(const float* x, const float* gain, Bf16* y, std::int64_t width);
void swiGlu(const float* in, Bf16* y, std::int64_t inner);
/// y += x.
void add(const float* x, float* y, std::int64_t count);
void narrowed(const float* x, Bf16* y, std::int64_t count, float factor = 1);
/// As rotaryForward.
void rotary(const float* x, const float* gain, const float* cosine, const float* sine, Bf16* y, std::int64_t size);
/// y = cap * tanh(x / cap): about x where it is small, and never beyond the cap.
void softCap(const float* x, float* y, float cap, std::int64_t count);

/// Scores of some columns, of which the first `valid` count. There are a multiple of 16.
struct ScoreSpan {
    std::int64_t begin, valid, end;
};
/// p = e^(scale * s) over what is valid in both spans together, divided by the largest of them, and 0 in the rest of the
/// spans; s is used up. Returns what p has to be multiplied by to be the softmax. `first` holds a valid score.
float softmaxOfTwo(float* s, Bf16* p, float scale, ScoreSpan first, ScoreSpan second);

} // namespace continuo::kernels
