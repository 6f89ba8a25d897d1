// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <atomic>

namespace continuo {

/// The last stage before a device: keeps what is too loud below full scale, and measures.
///
/// The limiter has no delay. Where a sample would pass -0.3 dB it turns both sides down by as much, at once, and back up
/// within some tenths of a second. Sound below that comes out bit for bit as it went in.
class MasterBus final : public AudioSource {
public:
    static constexpr float kCeiling = 0.966f; ///< -0.3 dB of full scale

    /// The source outlives the bus.
    explicit MasterBus(AudioSource& source) : source_(source) {}

    // --- UI thread ---
    struct Peaks {
        float left = 0, right = 0;     ///< largest sample, before the limiter; 1 is full scale
        float reduction = 1;           ///< the smallest factor of the limiter; 1: it did nothing
    };
    /// The largest since the last call.
    Peaks takePeaks() noexcept;
    /// Only while nothing calls render.
    void setSampleRate(int sampleRate);

    // --- audio thread: noexcept, no allocation, no lock ---
    void render(float* left, float* right, int frames) noexcept override;

private:
    void limit(float* left, float* right, int frames) noexcept;

    AudioSource& source_;
    float gain_ = 1;
    float release_ = 0.0001f;          ///< the part of what is missing to 1 that comes back each frame
    std::atomic<float> peakLeft_{0}, peakRight_{0}, reduction_{1};
};

} // namespace continuo
