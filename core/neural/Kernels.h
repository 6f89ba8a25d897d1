// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// Loops that the network spends its time in beside matrix products, on plain memory. bf16 values are their 16 bits.
// Compiled for several instruction sets, chosen when the program starts. Any thread.

namespace continuo::kernels {

using Bf16 = std::uint16_t;

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

/// y[l][o] = sum over i of w[o][i] * x[l][i], for a few x at once: each weight is read once. w: (outs, ins) bf16.
void matVec(const Bf16* w, const float* x, float* y, std::int64_t outs, std::int64_t ins, std::int64_t lanes);

/// One head's look back: softmax(scale * k q) v. q, out: (size); keys, values: row t begins at t * stride.
/// `scratch` holds `rows` numbers.
void attend(const float* q, const float* keys, const float* values, float* out, float* scratch, float scale,
            std::int64_t rows, std::int64_t stride, std::int64_t size);

/// The fp32 forms of the operations above, one row each.
void rmsNorm(const float* x, const float* gain, float* y, std::int64_t width);
void swiGlu(const float* in, float* y, std::int64_t inner);
void rotary(float* x, const float* gain, const float* cosine, const float* sine, std::int64_t size);

} // namespace continuo::kernels
