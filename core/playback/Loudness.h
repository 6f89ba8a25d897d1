// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// Measures how loud stereo sound is, as ITU-R BS.1770-4 and EBU R 128 define it.
class LoudnessMeter {
public:
    explicit LoudnessMeter(int sampleRate);

    /// Takes the next frames; both sides of one length.
    void add(std::span<const float> left, std::span<const float> right);

    /// Integrated loudness in LUFS; -infinity when there was nothing above -70.
    double integrated() const;
    /// The largest value between samples too, found by sampling four times as often; 1 is full scale. Exact to about
    /// 0.2 dB.
    double truePeak() const { return truePeak_; }

private:
    static constexpr int kSides = 2;
    static constexpr std::size_t kTaps = 16;     ///< samples that a value between them is made of

    /// One second-order filter, direct form II transposed.
    struct Biquad {
        double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;
        double s1 = 0, s2 = 0;

        double operator()(double in)
        {
            const double out = b0 * in + s1;
            s1 = b1 * in - a1 * out + s2;
            s2 = b2 * in - a2 * out;
            return out;
        }
    };
    static Biquad shelf(double sampleRate);
    static Biquad highPass(double sampleRate);

    void addPower(std::span<const float> left, std::span<const float> right);
    void addPeak(std::span<const float> samples, std::array<float, kTaps>& last);

    std::array<Biquad, kSides> shelf_, highPass_;
    std::int64_t framesPerStep_;        ///< a hundred milliseconds; four of them are a gating block
    std::int64_t inStep_ = 0;
    double stepPower_ = 0;
    std::vector<double> steps_;         ///< mean power of both sides together
    std::array<std::array<float, kTaps>, kSides> last_{}; ///< the samples before those that are added next
    double truePeak_ = 0;
};

} // namespace continuo
