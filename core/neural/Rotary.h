// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace continuo {

/// Angles in radians of the rotary pairs of a head, (headSize / 2): the first half turns with each row (wavelengths up to
/// 10,000 * 2 pi rows, arXiv:2104.09864), the second with each step of musical time (wavelengths from 3 steps, a
/// sixteenth, to 4096, above 64 bars).
inline std::vector<float> rotaryFrequencies(int headSize)
{
    const int byRow = headSize / 4;
    const int byTime = headSize / 2 - byRow;
    std::vector<float> frequencies;
    for (int i = 0; i < byRow; ++i)
        frequencies.push_back(static_cast<float>(std::pow(10'000.0, -static_cast<double>(i) / byRow)));
    constexpr double kShortest = 3.0, kLongest = 4096.0, kTurn = 6.283185307179586;
    for (int i = 0; i < byTime; ++i) {
        const double wavelength = kShortest * std::pow(kLongest / kShortest, static_cast<double>(i) / (byTime - 1));
        frequencies.push_back(static_cast<float>(kTurn / wavelength));
    }
    return frequencies;
}

} // namespace continuo
