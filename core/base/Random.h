// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace continuo {

/// Reproducible random numbers: the same seed and stream give the same numbers on every machine. SplitMix64
/// (Steele, Lea and Flood, OOPSLA 2014).
class Random {
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : state_(seed)
    {
        state_ = next() ^ (stream * 0x9E3779B97F4A7C15ull);
        next();
    }

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    /// In [0, count); 0 for count 0.
    int below(int count) { return count > 0 ? static_cast<int>(next() % static_cast<std::uint64_t>(count)) : 0; }
    bool chance(double probability) { return uniform() < probability; }

private:
    std::uint64_t state_;
};

} // namespace continuo
