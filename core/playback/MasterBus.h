// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <atomic>

namespace continuo {

/// The last stage before a device: sets the level, keeps what is too loud below full scale, and measures.
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
        float left = 0, right = 0;     ///< largest sample, at the level set, before the limiter; 1 is full scale
        float reduction = 1;           ///< the smallest factor of the limiter; 1: it did nothing
    };
    /// The largest since the last call.
    Peaks takePeaks() noexcept;
    /// Every sample is multiplied by it, from the next block on and without a click; 0..2, 1 changes no bit.
    void setLevel(float level) noexcept { level_.store(level, std::memory_order_relaxed); }
    /// Only while nothing calls render.
    void setSampleRate(int sampleRate);

    // --- audio thread: noexcept, no allocation, no lock ---
    void hear(MidiMessage message, int frame) noexcept override { source_.hear(message, frame); }
    void render(float* left, float* right, int frames) noexcept override;

private:
    void setToLevel(float* left, float* right, int frames) noexcept;
    void limit(float* left, float* right, int frames) noexcept;

    AudioSource& source_;
    std::atomic<float> level_{1};
    float levelBefore_ = 1;            ///< at the end of the block before
    float gain_ = 1;                   ///< of the limiter
    float release_ = 0.0001f;          ///< the part of what is missing to 1 that comes back each frame
    std::atomic<float> peakLeft_{0}, peakRight_{0}, reduction_{1};
};

} // namespace continuo
