// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/playback/MidiMessage.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace continuo {

/// What makes sound. Built and opened on any thread; from the moment it is handed to a Player only the audio thread
/// calls it, until the Player gives it back. Channels are 0..15, pitches, velocities, controllers and values 0..127.
class Synth {
public:
    virtual ~Synth() = default;

    // --- audio thread: noexcept, no allocation of our own ---
    /// Calls the function below that a message of a channel is for.
    void tell(MidiMessage message) noexcept;
    virtual void noteOn(int channel, int pitch, int velocity) noexcept = 0;
    virtual void noteOff(int channel, int pitch) noexcept = 0;
    virtual void controller(int channel, int number, int value) noexcept = 0;
    virtual void program(int channel, int program) noexcept = 0;
    /// 0..16383; 8192 is the centre.
    virtual void pitchBend(int channel, int value) noexcept = 0;
    virtual void channelPressure(int channel, int value) noexcept = 0;
    virtual void keyPressure(int channel, int pitch, int value) noexcept = 0;
    /// Releases every sounding note; tails ring on.
    virtual void allNotesOff() noexcept = 0;
    /// A system exclusive message, without its F0 and F7. One that resets the synth sets every channel back.
    virtual void systemExclusive(std::span<const char> bytes) noexcept = 0;
    /// How much reverb and chorus there is: 0 is none, 1 what the synth has by itself, 2 the most. Those without ignore it.
    virtual void effects(float /*reverb*/, float /*chorus*/) noexcept {}
    /// Overwrites `frames` samples of each side, nominally -1..1.
    virtual void render(float* left, float* right, int frames) noexcept = 0;
};

/// What an output asks for sound.
class AudioSource {
public:
    /// Audio thread, before render: a key that was played, to sound so many frames into the next block. Outputs that
    /// hear keyboards themselves say it.
    virtual void hear(MidiMessage /*message*/, int /*frame*/) noexcept {}
    /// Audio thread. Overwrites `frames` samples of each side.
    virtual void render(float* left, float* right, int frames) noexcept = 0;

protected:
    ~AudioSource() = default;
};

/// Where sound goes: a sound card, or a clock that only asks for it.
class AudioOutput {
public:
    virtual ~AudioOutput() = default;

    // --- UI thread ---
    /// From now on the source is asked for sound, on the output's own thread. The source outlives the output or its
    /// stop(). Fails with Unavailable when the device does not start.
    virtual Result<void> start(AudioSource& source) = 0;
    /// When it returns, the source is no longer asked.
    virtual void stop() = 0;
    /// Frames a second.
    virtual int sampleRate() const = 0;
    /// The most frames asked for at a time.
    virtual int framesPerBlock() const = 0;
    /// Frames between a render and the moment when its first frame is heard, as far as the device knows.
    virtual int latencyFrames() const { return 2 * framesPerBlock(); }
    /// One sentence for a status bar: which device, at which rate and block, or why there is none.
    virtual std::string description() const = 0;
    /// How often the device ran dry since it was opened.
    virtual std::uint64_t dropouts() const = 0;
    /// Whether the device has stopped asking for sound by itself: unplugged, or its server ended.
    virtual bool isGone() const { return false; }
    /// Whether it says AudioSource::hear for the keyboards of its system, so that nobody else should listen to them.
    virtual bool hearsKeyboards() const { return false; }
};

/// What is wished of a sound card; it may have other ideas.
struct AudioOutputWish {
    std::string system{};     ///< as listAudioSystems names it; empty for the first that has a device
    std::string device{};     ///< as it names it there; empty for the system's default
    int sampleRate = 48000;   ///< the device's own when it does not have this one
    int framesPerBlock = 256;
    bool operator==(const AudioOutputWish&) const = default;
};

struct AudioDevice {
    std::string name;
    std::vector<int> sampleRates; ///< frames a second, ascending
    bool operator==(const AudioDevice&) const = default;
};

/// One way to sound cards, such as JACK or ALSA, and what it leads to, its default first.
struct AudioSystem {
    std::string name;
    std::vector<AudioDevice> devices;
    bool operator==(const AudioSystem&) const = default;
};

/// Who hears what is played on a keyboard.
class MidiListener {
public:
    /// The input's own thread; may not wait.
    virtual void midiArrived(MidiMessage message) noexcept = 0;

protected:
    ~MidiListener() = default;
};

/// A keyboard or another program that plays notes to us.
class MidiInput {
public:
    virtual ~MidiInput() = default;

    // --- UI thread ---
    /// The port's name.
    virtual std::string name() const = 0;
    /// Channel messages go to the listener, which outlives the input or its stop().
    virtual void start(MidiListener& listener) = 0;
    virtual void stop() = 0;
};

} // namespace continuo
