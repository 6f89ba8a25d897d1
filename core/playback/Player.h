// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"
#include "core/playback/Mailbox.h"
#include "core/playback/PlaybackPlan.h"
#include "core/playback/SpscQueue.h"
#include "core/playback/Transport.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace continuo {

/// Plays a plan through a synth, to the frame, and live notes with it.
///
/// Blocks are cut wherever an event falls, so what the synth is told does not depend on the block size. A place in the
/// song is told to the synth as the difference from what it was told before: after a seek, a loop or an edit every
/// program and controller is what it would be had the song been played up to there, and no note hangs.
class Player final : public AudioSource {
public:
    using Clock = std::chrono::steady_clock;

    /// Frames a second, 1 or more.
    explicit Player(int sampleRate);

    // --- UI thread ---
    void post(std::unique_ptr<const PlaybackPlan> plan) { plans_.post(std::move(plan)); }
    void post(std::unique_ptr<Synth> synth) { synths_.post(std::move(synth)); }
    /// False when 1,024 commands wait already; then it is lost.
    bool send(const TransportCommand& command) noexcept { return commands_.push(command); }
    /// Sounds as long after `arrived` as a block lasts, so that the spacing of live notes is kept. False when 1,024 wait.
    bool sendLive(MidiMessage message, Clock::time_point arrived) noexcept { return fromUi_.push({message, arrived}); }
    /// Frees what the audio thread gave back.
    void collect();
    int sampleRate() const noexcept { return sampleRate_; }
    /// Only while nothing calls render.
    void setSampleRate(int sampleRate);

    // --- keyboard thread ---
    /// As sendLive, through a queue of its own.
    bool sendKeyboard(MidiMessage message, Clock::time_point arrived) noexcept
    {
        return fromKeyboard_.push({message, arrived});
    }

    // --- any thread ---
    TransportState state() const noexcept;

    // --- audio thread: noexcept, no allocation, no lock ---
    void render(float* left, float* right, int frames) noexcept override { render(left, right, frames, Clock::now()); }
    /// The same, with the time at which the block is asked for.
    void render(float* left, float* right, int frames, Clock::time_point now) noexcept;

private:
    struct LiveMessage {
        MidiMessage message;
        Clock::time_point arrived;
    };
    using LiveQueue = SpscQueue<LiveMessage, 1024>;

    void receive() noexcept;
    void obey(const TransportCommand& command) noexcept;
    int framesToNextEvent(int limit) const noexcept;
    void playDue() noexcept;
    bool endsNothing(MidiMessage message) const noexcept;
    void playLive(int offset, int frames, Clock::time_point previous) noexcept;
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
    Mailbox<Synth> synths_;
    SpscQueue<TransportCommand, 1024> commands_;
    LiveQueue fromUi_;
    LiveQueue fromKeyboard_;
    std::atomic<bool> playingNow_{false};
    std::atomic<std::int64_t> tickNow_{0};
    std::atomic<double> secondsNow_{0};
    std::atomic<std::uint64_t> commandsDone_{0};

    // The audio thread's own.
    int sampleRate_;
    const PlaybackPlan* plan_;      ///< the mailbox's, or emptyPlan_
    const PlaybackPlan emptyPlan_;
    Synth* synth_ = nullptr;        ///< the mailbox's, or null
    bool playing_ = false;
    double speed_ = 1.0;
    double anchor_ = 0;             ///< the place in the song, in seconds, from which frames are counted
    std::int64_t frame_ = 0;        ///< the next frame to render, from the anchor
    std::size_t next_ = 0;          ///< the first event of the plan that has not been played
    Range<Tick> loop_;
    Range<double> loopSeconds_;
    bool loopAhead_ = false;        ///< whether the loop's end is yet to come
    PlaybackState told_;            ///< what the synth was told by the song and the keyboard; keys are the song's only
    Clock::time_point blockBefore_{};
};

} // namespace continuo
