// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Loudness.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace continuo {

namespace {

constexpr int kStepsPerBlock = 4;
constexpr double kAbsoluteGate = -70;   ///< LUFS
constexpr double kRelativeGate = -10;   ///< LU below the mean of what passes the absolute gate
constexpr int kOversampling = 4;
constexpr std::size_t kTapCount = 16;
/// A value between samples is at most so many times the largest of those that it is made of.
constexpr double kMostOver = 2.0;

double loudnessOf(double power)
{
    return -0.691 + 10 * std::log10(power);
}

/// Weights of the samples around for the three places between two of them: a sinc under a Hann window.
using Phases = std::array<std::array<float, kTapCount>, kOversampling - 1>;

Phases makePhases()
{
    Phases phases{};
    for (std::size_t phase = 0; phase < phases.size(); ++phase)
        for (std::size_t tap = 0; tap < kTapCount; ++tap) {
            const double place = static_cast<double>(phase + 1) / kOversampling + kTapCount / 2.0 - 1;
            const double x = place - static_cast<double>(tap);
            const double sinc = std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
            const double window = 0.5 + 0.5 * std::cos(2 * std::numbers::pi * x / kTapCount);
            phases[phase][tap] = static_cast<float>(sinc * window);
        }
    return phases;
}

} // namespace

/// The head's shelf: BS.1770, stage 1, for any rate.
LoudnessMeter::Biquad LoudnessMeter::shelf(double sampleRate)
{
    constexpr double kHertz = 1681.974450955533, kGain = 3.999843853973347, kQ = 0.7071752369554196;
    const double k = std::tan(std::numbers::pi * kHertz / sampleRate);
    const double high = std::pow(10.0, kGain / 20), middle = std::pow(high, 0.4996667741545416);
    const double a0 = 1 + k / kQ + k * k;
    return {.b0 = (high + middle * k / kQ + k * k) / a0,
            .b1 = 2 * (k * k - high) / a0,
            .b2 = (high - middle * k / kQ + k * k) / a0,
            .a1 = 2 * (k * k - 1) / a0,
            .a2 = (1 - k / kQ + k * k) / a0};
}

/// The revised low-frequency B-weighting: BS.1770, stage 2, for any rate.
LoudnessMeter::Biquad LoudnessMeter::highPass(double sampleRate)
{
    constexpr double kHertz = 38.13547087602444, kQ = 0.5003270373238773;
    const double k = std::tan(std::numbers::pi * kHertz / sampleRate);
    const double a0 = 1 + k / kQ + k * k;
    return {.b0 = 1, .b1 = -2, .b2 = 1, .a1 = 2 * (k * k - 1) / a0, .a2 = (1 - k / kQ + k * k) / a0};
}

LoudnessMeter::LoudnessMeter(int sampleRate) : framesPerStep_(std::max(sampleRate / 10, 1))
{
    shelf_.fill(shelf(std::max(sampleRate, 1)));
    highPass_.fill(highPass(std::max(sampleRate, 1)));
}

void LoudnessMeter::add(std::span<const float> left, std::span<const float> right)
{
    addPower(left, right);
    addPeak(left, last_[0]);
    addPeak(right, last_[1]);
}

void LoudnessMeter::addPower(std::span<const float> left, std::span<const float> right)
{
    for (std::size_t i = 0; i < left.size(); ++i) {
        const double l = highPass_[0](shelf_[0](left[i])), r = highPass_[1](shelf_[1](right[i]));
        stepPower_ += l * l + r * r;
        if (++inStep_ == framesPerStep_) {
            steps_.push_back(stepPower_ / static_cast<double>(framesPerStep_));
            stepPower_ = 0;
            inStep_ = 0;
        }
    }
}

/// Looks between samples only where they are large enough for a new peak.
void LoudnessMeter::addPeak(std::span<const float> samples, std::array<float, kTaps>& last)
{
    static_assert(kTaps == kTapCount);
    static const Phases kPhases = makePhases();
    constexpr std::size_t kStretch = 64;
    for (std::size_t begin = 0; begin < samples.size(); begin += kStretch) {
        const std::span<const float> stretch = samples.subspan(begin, std::min(kStretch, samples.size() - begin));
        std::array<float, kTapCount + kStretch> around{};
        std::copy(last.begin(), last.end(), around.begin());
        std::copy(stretch.begin(), stretch.end(), around.begin() + kTapCount);
        const std::size_t count = kTapCount + stretch.size();
        float largest = 0;
        for (std::size_t i = 0; i < count; ++i)
            largest = std::max(largest, std::abs(around[i]));
        truePeak_ = std::max<double>(truePeak_, largest);
        if (largest * kMostOver > truePeak_)
            for (std::size_t i = 0; i + kTapCount <= count; ++i)
                for (const auto& weights : kPhases) {
                    float value = 0;
                    for (std::size_t tap = 0; tap < kTapCount; ++tap)
                        value += weights[tap] * around[i + tap];
                    truePeak_ = std::max<double>(truePeak_, std::abs(value));
                }
        std::copy_n(around.begin() + static_cast<std::ptrdiff_t>(count - kTapCount), kTapCount, last.begin());
    }
}

double LoudnessMeter::integrated() const
{
    std::vector<double> blocks;
    for (std::size_t i = 0; i + kStepsPerBlock <= steps_.size(); ++i) {
        double power = 0;
        for (std::size_t k = 0; k < kStepsPerBlock; ++k)
            power += steps_[i + k] / kStepsPerBlock;
        blocks.push_back(power);
    }
    const auto meanAbove = [&](double gate) {
        double sum = 0;
        int count = 0;
        for (const double power : blocks)
            if (power > 0 && loudnessOf(power) > gate) {
                sum += power;
                ++count;
            }
        return count > 0 ? loudnessOf(sum / count) : -std::numeric_limits<double>::infinity();
    };
    const double ungated = meanAbove(kAbsoluteGate);
    return meanAbove(std::max(kAbsoluteGate, ungated + kRelativeGate));
}

} // namespace continuo
