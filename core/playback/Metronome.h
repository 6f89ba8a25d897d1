// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/MeterMap.h"
#include "core/song/Tick.h"

namespace continuo {

/// A beat of the song.
struct Beat {
    Tick at;
    bool isFirst = false;  ///< of its bar
};

/// The first beat at the tick or after it.
Beat beatFrom(const MeterMap& meters, Tick at);

/// The sound of a metronome: a short tone, higher and louder on the first beat of a bar. It needs no SoundFont.
class Metronome {
public:
    explicit Metronome(int sampleRate);

    // --- audio thread: noexcept, no allocation, no lock ---
    /// Begins a click with the next frame; one that still sounds ends.
    void strike(bool isFirst) noexcept;
    /// Adds that many frames of it.
    void addTo(float* left, float* right, int frames) noexcept;

private:
    double sampleRate_;
    double phase_ = 0, step_ = 0;   ///< radians, and by how many they grow each frame
    double level_ = 0, decay_ = 0;
};

} // namespace continuo
