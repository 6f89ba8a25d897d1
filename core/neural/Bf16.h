// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

namespace continuo::kernels {

/// A bf16 value as its 16 bits: the upper half of an fp32 number.
using Bf16 = std::uint16_t;

inline float wide(Bf16 value)
{
    const std::uint32_t bits = static_cast<std::uint32_t>(value) << 16;
    float out;
    std::memcpy(&out, &bits, sizeof out);
    return out;
}

/// Rounds to nearest, ties to even.
inline Bf16 narrow(float value)
{
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return static_cast<Bf16>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

} // namespace continuo::kernels
