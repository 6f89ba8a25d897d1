// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// A named array of a safetensors file. `bytes` are little-endian values in row-major order.
struct StoredTensor {
    std::string name;
    std::string type;                   ///< "F32", "BF16" or "I64"
    std::vector<std::int64_t> shape;
    std::string bytes;
};

struct StoredTensors {
    std::vector<StoredTensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Bytes of one value of a type; 0 for a type that is not known.
std::size_t bytesOfType(std::string_view type);

/// The safetensors format (huggingface/safetensors): length of a JSON header in 8 bytes, the header, the arrays.
std::string writeSafetensors(const StoredTensors& tensors);

/// Checks everything before it believes it: the header's length, types, shapes, that every array lies inside the file,
/// in order, without gaps or overlaps, and is as long as its shape says. Nothing in such a file can be executed.
/// `name` is the file's, for messages.
Result<StoredTensors> readSafetensors(std::string_view bytes, const std::string& name);

} // namespace continuo
