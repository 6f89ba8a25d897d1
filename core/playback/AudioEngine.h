// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/base/Result.h"
#include "core/playback/Devices.h"
#include "core/playback/MasterBus.h"
#include "core/playback/PlaybackPlan.h"
#include "core/playback/Player.h"
#include "core/song/Song.h"
#include "core/theory/Pitch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace continuo {

struct PlayOptions {
    int countInBars = 0; ///< bars that are clicked first
    TransportCommand::AtEnd atEnd = TransportCommand::AtEnd::Stop;
};

/// The face of playback for the UI thread: every member is called there, and none waits for the audio thread.
/// It works from the first moment: without an output nothing moves, without a synth the playhead moves in silence.
class AudioEngine final : private MidiListener {
public:
    /// `bus` has the instruments outside that tracks name; null for none.
    explicit AudioEngine(std::unique_ptr<InstrumentBus> bus = nullptr);
    ~AudioEngine();
    AudioEngine(const AudioEngine&) = delete;
    AudioEngine& operator=(const AudioEngine&) = delete;

    /// Plays through this output from now on; the one before is stopped and closed. A synth for its sample rate must
    /// follow when the rate differs from sampleRate() before. On failure the engine is without an output.
    Result<void> setOutput(std::unique_ptr<AudioOutput> output);
    /// Plays with this synth, made for sampleRate(), from the next block on; notes that sound end with the one before.
    void setSynth(std::unique_ptr<Synth> synth);
    /// Hears this keyboard at once; null for none.
    void setMidiInput(std::unique_ptr<MidiInput> input);

    /// Frames a second of the output; 48,000 before there is one.
    int sampleRate() const;
    /// The output's sentence for the status bar.
    std::string outputDescription() const;
    /// How often the output ran dry.
    std::uint64_t dropouts() const;
    /// Whether the output has stopped asking for sound by itself.
    bool isOutputGone() const { return output_ && output_->isGone(); }
    /// The most frames that the output asks for at a time; 0 without one.
    int framesPerBlock() const { return output_ ? output_->framesPerBlock() : 0; }

    /// Of everything that is heard; 0..2, 1 is as it was made.
    void setLevel(double level) { master_.setLevel(static_cast<float>(level)); }
    /// How much reverb and chorus there is: 0 is none, 1 what the synth has by itself, 2 the most.
    void setEffects(double reverb, double chorus)
    {
        player_.setEffects(static_cast<float>(reverb), static_cast<float>(chorus));
    }

    /// Compiles the song and plays it instead of the one before, from the next block on, keeping the playhead's tick.
    /// Sounding notes that it does not hold are released.
    void setSong(const Song& song, const PlanOptions& options = {});

    /// From the playhead; from the start (of the loop, when there is one) when the playhead is at the song's end and it
    /// is to stop there.
    void play(const PlayOptions& options = {});
    void stop();
    void seek(Tick at);
    /// While playing, going past `range.end` goes on at `range.begin`; none or an empty range for no loop.
    void setLoop(std::optional<Range<Tick>> range);
    /// 1 is as written; 0.1..4.
    void setSpeed(double speed);
    /// Clicks the beats while playing, the first of a bar louder.
    void setMetronome(bool on);

    /// Whether takePlayed() is to have a note, as it has those of a MIDI keyboard.
    enum class Played { ToListen, ByHand };
    /// Sounds a note with the track's instrument until stopNote, whether playing or not. Velocity 1..127.
    void startNote(const Track& track, Pitch pitch, int velocity, Played played = Played::ToListen);
    void stopNote(const Track& track, Pitch pitch, Played played = Played::ToListen);

    /// What was last asked for, at once; false again when the song has ended.
    bool isPlaying() const;
    /// The tick that is sounding, or where playing will begin.
    Tick position() const;

    /// Whether a count-in is clicked before playing begins.
    bool isCountingIn() const { return player_.state().countingIn; }
    /// The largest samples since the last call.
    MasterBus::Peaks takePeaks() { return master_.takePeaks(); }
    /// Frames between a render and the moment when it is heard.
    int latencyFrames() const { return output_ ? output_->latencyFrames() : 0; }

    /// The next message from the keyboard, for recording, with the place in the song that was heard when it came: the
    /// output's latency is taken off. None when all were taken.
    std::optional<PlayedMessage> takePlayed();

    /// Frees what the audio thread has given back. Call it from a timer, some times a second.
    void collect();

private:
    void midiArrived(MidiMessage message) noexcept override;
    void send(const TransportCommand& command);
    void sendLive(MidiMessage message, Played played = Played::ToListen);

    std::unique_ptr<InstrumentBus> bus_;
    Player player_;
    MasterBus master_{player_};
    double speed_ = 1.0;
    std::unique_ptr<AudioOutput> output_;
    std::unique_ptr<MidiInput> midiInput_;
    bool playWanted_ = false;
    Tick positionWanted_;
    std::uint64_t sent_ = 0;
};

} // namespace continuo
