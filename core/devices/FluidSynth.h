// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/devices/SoundFont.h"
#include "core/playback/Devices.h"
#include "core/playback/PlaybackPlan.h"

#include <filesystem>
#include <memory>

namespace continuo {

/// A Synth over fluidsynth and one SoundFont.
///
/// A synth is opened on any thread, one after another however many ask, because the library's own start is not safe
/// when two run. From then on one thread calls it, which may be another: its own locks are switched off. A change of
/// SoundFont is a new FluidSynth.
class FluidSynth final : public Synth {
public:
    enum class Samples {
        AllAtOnce, ///< for playing live: a program change reads no file
        OnDemand,  ///< for rendering: less memory and a quicker start
    };
    enum class Starts {
        OnFrames, ///< for playing live: a note begins on the frame on which it is asked for; see FluidLanes
        OnBlocks, ///< for rendering: up to 63 frames later, with the library's next block of 64, and for half the work
    };
    struct Options {
        int sampleRate = 48000;           ///< 8,000..96,000
        /// Threads that render; more than 1 is for rendering to files, and adds voices up in an order that varies, which
        /// changes samples by less than a float's last digit now and then.
        int cores = 1;
        Samples samples = Samples::AllAtOnce;
        Starts starts = Starts::OnFrames; ///< with more than one core, or samples on demand, OnBlocks only
        bool reverb = true, chorus = true; ///< whether there are these effects; off, they cost nothing
        double gain = 0.2;                ///< 0..10; the library's own, at which full arrangements stay below full scale
    };

    /// Fails with ErrorCode::Input, naming the file, when it is not a SoundFont that can be read, and with
    /// ErrorCode::Usage when the sample rate cannot be.
    static Result<std::unique_ptr<FluidSynth>> open(const std::filesystem::path& soundFont, const Options& options);
    ~FluidSynth() override;

    /// From the first render on the synth plays the plan by itself, as the `fluidsynth` program plays a file; for rendering.
    /// The plan's events lie where withFluidsynthTiming puts them.
    void play(std::unique_ptr<const PlaybackPlan> plan);

    // --- audio thread ---
    void noteOn(int channel, int pitch, int velocity) noexcept override;
    void noteOff(int channel, int pitch) noexcept override;
    void controller(int channel, int number, int value) noexcept override;
    void program(int channel, int program) noexcept override;
    void pitchBend(int channel, int value) noexcept override;
    void channelPressure(int channel, int value) noexcept override;
    void keyPressure(int channel, int pitch, int value) noexcept override;
    void allNotesOff() noexcept override;
    /// fluidsynth obeys General MIDI on, GS and XG, and tunings, for which it takes memory.
    void systemExclusive(std::span<const char> bytes) noexcept override;
    /// Where notes start on frames only.
    void effects(float reverb, float chorus) noexcept override;
    void render(float* left, float* right, int frames) noexcept override;

private:
    friend Result<std::vector<SoundFontPreset>> readPresets(const std::filesystem::path& path);
    struct Library; ///< the library's own objects
    explicit FluidSynth(std::unique_ptr<Library> library);

    std::unique_ptr<Library> library_;
};

} // namespace continuo
