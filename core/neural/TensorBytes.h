// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/neural/Safetensors.h"

#include <torch/torch.h>

#include <cstring>

// Between LibTorch's tensors and stored ones. Private to core/neural and models/train.

namespace continuo {

inline StoredTensor toStored(const std::string& name, const torch::Tensor& tensor)
{
    const torch::Tensor plain = tensor.detach().cpu().contiguous();
    StoredTensor stored{name,
                        plain.scalar_type() == torch::kBFloat16 ? "BF16"
                            : plain.scalar_type() == torch::kInt64 ? "I64"
                                                                   : "F32",
                        plain.sizes().vec(), {}};
    stored.bytes.assign(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
    return stored;
}

/// Copies a stored tensor into one of the same shape, converting its type.
inline Result<void> copyInto(const StoredTensor& stored, const torch::Tensor& tensor)
{
    if (stored.shape != tensor.sizes().vec())
        return Error{ErrorCode::Unavailable, "The weights \"" + stored.name + "\" have another shape than the network."};
    const auto type = stored.type == "BF16" ? torch::kBFloat16 : stored.type == "I64" ? torch::kInt64 : torch::kFloat;
    const torch::Tensor plain = torch::empty(stored.shape, type);
    std::memcpy(plain.data_ptr(), stored.bytes.data(), stored.bytes.size());
    torch::NoGradGuard noGradient;
    tensor.copy_(plain);
    return {};
}

} // namespace continuo
