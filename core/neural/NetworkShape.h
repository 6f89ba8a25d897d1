// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace continuo {

/// Sizes of the transformer.
struct NetworkShape {
    int width = 256;
    int layers = 6;
    int heads = 4;
    int keyValueHeads = 2;   ///< each serves heads / keyValueHeads query heads
    int headSize = 64;       ///< a multiple of 4: half its rotations turn with the row, half with musical time
    int inner = 704;         ///< of the gated feed-forward
    int headInner = 512;     ///< of the small networks between onset, pitch and duration

    int queryWidth() const { return heads * headSize; }
    int keyWidth() const { return keyValueHeads * headSize; }
    bool operator==(const NetworkShape&) const = default;
};

/// "tiny" (tests), "mini" (about 1 million weights, to compare ways of training), "S" (about 5 million), "M" (about 10
/// million: S with twice the layers, so that it can begin with what S has learned).
inline std::optional<NetworkShape> networkPreset(std::string_view name)
{
    if (name == "tiny")
        return NetworkShape{64, 2, 2, 1, 32, 128, 64};
    if (name == "mini")
        return NetworkShape{128, 4, 4, 2, 32, 352, 256};
    if (name == "S")
        return NetworkShape{256, 6, 4, 2, 64, 704, 512};
    if (name == "M")
        return NetworkShape{256, 12, 4, 2, 64, 704, 512};
    return std::nullopt;
}

} // namespace continuo
