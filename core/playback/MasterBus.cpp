// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/MasterBus.h"

#include "core/playback/Peak.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace continuo {

namespace {

constexpr float kReleaseSeconds = 0.15f;
constexpr float kAlmostOne = 0.9999f;

/// What the UI thread takes between the load and the store is at worst shown once more.
void raise(std::atomic<float>& shown, float value) noexcept
{
    if (value > shown.load(std::memory_order_relaxed))
        shown.store(value, std::memory_order_relaxed);
}

} // namespace

MasterBus::Peaks MasterBus::takePeaks() noexcept
{
    return {peakLeft_.exchange(0, std::memory_order_relaxed), peakRight_.exchange(0, std::memory_order_relaxed),
            reduction_.exchange(1, std::memory_order_relaxed)};
}

void MasterBus::setSampleRate(int sampleRate)
{
    release_ = 1 - std::exp(-1 / (kReleaseSeconds * static_cast<float>(std::max(sampleRate, 1))));
}

void MasterBus::render(float* left, float* right, int frames) noexcept
{
    source_.render(left, right, frames);
    setToLevel(left, right, frames);
    const auto count = static_cast<std::size_t>(frames);
    const float peakLeft = peakOf({left, count}), peakRight = peakOf({right, count});
    raise(peakLeft_, peakLeft);
    raise(peakRight_, peakRight);
    if (gain_ < 1 || std::max(peakLeft, peakRight) > kCeiling)
        limit(left, right, frames);
}

void MasterBus::setToLevel(float* left, float* right, int frames) noexcept
{
    const float level = level_.load(std::memory_order_relaxed), before = std::exchange(levelBefore_, level);
    if (level == 1 && before == 1)
        return;
    const float step = (level - before) / static_cast<float>(frames);
    for (int i = 0; i < frames; ++i) {
        const float now = before + step * static_cast<float>(i + 1);
        left[i] *= now;
        right[i] *= now;
    }
}

void MasterBus::limit(float* left, float* right, int frames) noexcept
{
    float least = reduction_.load(std::memory_order_relaxed);
    for (int i = 0; i < frames; ++i) {
        gain_ += (1 - gain_) * release_;
        if (gain_ > kAlmostOne)
            gain_ = 1;
        const float peak = std::max(std::abs(left[i]), std::abs(right[i]));
        if (peak * gain_ > kCeiling)
            gain_ = kCeiling / peak;
        left[i] *= gain_;
        right[i] *= gain_;
        least = std::min(least, gain_);
    }
    reduction_.store(least, std::memory_order_relaxed);
}

} // namespace continuo
