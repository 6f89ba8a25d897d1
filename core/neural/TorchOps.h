// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

// The network's operations with their gradients. On a CPU in bf16 they run our kernels; on any other device or in fp32
// they are made of LibTorch's own operations. Private to core/neural and models/train.

namespace continuo::ops {

/// x: (n, width) fp32; gain: (width) fp32. Result in `type`.
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& gain, torch::ScalarType type);

/// in: (n, 2 * inner); result (n, inner), same type.
torch::Tensor swiGlu(const torch::Tensor& in);

/// Turned queries or keys. x: (b, t, heads, size); gain: (size) fp32; cosine, sine: (b, t, size / 2) fp32.
torch::Tensor normAndRotate(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& cosine,
                            const torch::Tensor& sine);

/// Causal attention. q: (b, t, heads, size); k, v: (b, t, kvHeads, size). Result (b, t, heads * size).
torch::Tensor causalAttention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v);

} // namespace continuo::ops
