// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/ChangingSynth.h"
#include "core/playback/Devices.h"
#include "core/playback/InstrumentBus.h"
#include "core/playback/Mailbox.h"
#include "core/playback/Metronome.h"
#include "core/playback/PlaybackPlan.h"
#include "core/playback/PlayedMessage.h"
#include "core/playback/SpscQueue.h"
#include "core/playback/Transport.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace continuo {

/// Plays a plan through a synth, to the frame, and live notes with it.
///
/// Blocks are cut wherever an event falls, so what the synth is told does not depend on the block size. A place in the
/// song is told to the synth as the difference from what it was told before: after a seek, a loop or an edit every
/// program and controller is what it would be had the song been played up to there, and no note hangs.
class Player final : public AudioSource {
public:
    using Clock = std::chrono::steady_clock;

    /// Frames a second, 1 or more. The bus, when there is one, outlives the player.
    explicit Player(int sampleRate, InstrumentBus* bus = nullptr);

    // --- UI thread ---
    void post(std::unique_ptr<const PlaybackPlan> plan) { plans_.post(std::move(plan)); }
    /// Notes that sound then end with the sound they began with.
    void post(std::unique_ptr<Synth> synth) { synth_.post(std::move(synth)); }
    /// False when 1,024 commands wait already; then it is lost.
    bool send(const TransportCommand& command) noexcept { return commands_.push(command); }
    /// Sounds as long after `arrived` as a block lasts, so that the spacing of live notes is kept; one that is remembered
    /// comes back by takePlayed(). False when 1,024 wait.
    bool sendLive(MidiMessage message, Clock::time_point arrived, bool isRemembered = false) noexcept
    {
        return fromUi_.push({message, arrived, isRemembered});
    }
    /// The next message of the keyboard that was heard, and where the song was; none when all were taken.
    std::optional<PlayedMessage> takePlayed() noexcept { return played_.pop(); }
    /// Frees what the audio thread gave back.
    void collect();
    int sampleRate() const noexcept { return sampleRate_; }
    /// Only while nothing calls render. `latencyFrames` after a block is asked for its first frame is heard, which is when
    /// instruments outside hear their messages.
    void setOutput(int sampleRate, int latencyFrames);

    // --- keyboard thread ---
    /// As sendLive, through a queue of its own.
    bool sendKeyboard(MidiMessage message, Clock::time_point arrived) noexcept
    {
        return fromKeyboard_.push({message, arrived, true});
    }

    // --- any thread ---
    TransportState state() const noexcept;
    /// As Synth::effects.
    void setEffects(float reverb, float chorus) noexcept
    {
        reverb_.store(reverb, std::memory_order_relaxed);
        chorus_.store(chorus, std::memory_order_relaxed);
    }

    // --- audio thread: noexcept, no allocation, no lock ---
    /// Beyond 256 in a block they are lost.
    void hear(MidiMessage message, int frame) noexcept override;
    void render(float* left, float* right, int frames) noexcept override { render(left, right, frames, Clock::now()); }
    /// The same, with the time at which the block is asked for.
    void render(float* left, float* right, int frames, Clock::time_point now) noexcept;

private:
    struct LiveMessage {
        MidiMessage message;
        Clock::time_point arrived;
        bool isRemembered = false;
    };
    using LiveQueue = SpscQueue<LiveMessage, 1024>;
    /// One that came with the block that is rendered.
    struct HeardMessage {
        MidiMessage message;
        int frame = 0;
    };
    static constexpr std::size_t kHeardAtMost = 256;

    void receive() noexcept;
    int renderPiece(float* left, float* right, int done, int frames) noexcept;
    void obey(const TransportCommand& command) noexcept;
    int framesToNextEvent(int limit) const noexcept;
    void playDue() noexcept;
    void play(const PlaybackEvent& event) noexcept;
    void startCountIn(int bars) noexcept;
    void clickCountIn() noexcept;
    void findNextBeat() noexcept;
    void click() noexcept;
    bool endsNothing(MidiMessage message) const noexcept;
    void playLive(int offset, int frames, Clock::time_point previous) noexcept;
    void playHeard(int offset, int frames) noexcept;
    void sayLive(MidiMessage message) noexcept;
    void remember(const LiveMessage& live, int frames) noexcept;
    int framesToNextLive(int offset, int frames, Clock::time_point previous) const noexcept;
    int liveOffset(const LiveMessage& live, int frames, Clock::time_point previous) const noexcept;

    double positionSeconds() const noexcept;
    /// The frame, counted from the anchor, on which that time of the song falls.
    std::int64_t frameOf(double seconds) const noexcept;
    void moveTo(double seconds) noexcept;
    void goRound() noexcept;
    void findNextEvent() noexcept;
    void setLoopFrames() noexcept;
    void adopt(const PlaybackPlan& plan) noexcept;
    void takeRoutes(const ChannelRoutes& routes) noexcept;
    void endPlaying() noexcept;

    void say(MidiMessage message) noexcept;
    void chase() noexcept;
    void chase(int channel, const ChannelState& wanted) noexcept;
    void chaseParameters(int channel, const ChannelState& wanted) noexcept;
    void release(const SoundingKeys& keys) noexcept;
    void liftPedals() noexcept;
    void publish() noexcept;

    // Between the threads.
    Mailbox<const PlaybackPlan> plans_;
    SpscQueue<TransportCommand, 1024> commands_;
    LiveQueue fromUi_;
    LiveQueue fromKeyboard_;
    SpscQueue<PlayedMessage, 4096> played_;
    std::atomic<bool> playingNow_{false};
    std::atomic<bool> countingInNow_{false};
    std::atomic<std::int64_t> tickNow_{0};
    std::atomic<double> secondsNow_{0};
    std::atomic<std::uint64_t> commandsDone_{0};
    std::atomic<float> reverb_{1}, chorus_{1};

    // The audio thread's own.
    int sampleRate_;
    const PlaybackPlan* plan_;      ///< the mailbox's, or emptyPlan_
    const PlaybackPlan emptyPlan_;
    ChangingSynth synth_;
    InstrumentBus* const bus_;
    ChannelRoutes routes_ = everythingToSynth();
    int latencyFrames_ = 0;
    int doneInBlock_ = 0;           ///< frames of the block that were rendered
    float reverbTold_ = 1, chorusTold_ = 1;
    bool playing_ = false;
    double speed_ = 1.0;
    double anchor_ = 0;             ///< the place in the song, in seconds, from which frames are counted
    std::int64_t frame_ = 0;        ///< the next frame to render, from the anchor
    std::size_t next_ = 0;          ///< the first event of the plan that has not been played
    Range<Tick> loop_;
    Range<double> loopSeconds_;
    bool loopAhead_ = false;        ///< whether the loop's end is yet to come
    int round_ = 0;                 ///< how often the loop was gone round since playing began
    TransportCommand::AtEnd atEnd_ = TransportCommand::AtEnd::Stop;
    Metronome metronome_;
    bool metronomeOn_ = false;
    Beat nextBeat_;                 ///< the first that has not been clicked
    std::int64_t nextBeatFrame_ = 0;
    std::int64_t countInLeft_ = 0;  ///< frames until playing begins
    std::int64_t countInFrames_ = 0;///< of the whole count-in
    int countInBeats_ = 0, countInBar_ = 1, countInNext_ = 0; ///< beats in all, beats a bar, the next to click
    PlaybackState told_;            ///< what the synth was told by the song and the keyboard; keys are the song's only
    Clock::time_point blockBefore_{};
    Clock::time_point blockNow_{};
    std::array<HeardMessage, kHeardAtMost> heard_; ///< with this block, those from heardNext_ on not sounded yet
    std::size_t heardCount_ = 0, heardNext_ = 0;
};

} // namespace continuo
