// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/Playback.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr int kCompileDelay = 15;     ///< milliseconds that a burst of edits is gathered while it is heard
constexpr int kIdleCompileDelay = 250;///< milliseconds without an edit before one that is not heard is compiled
constexpr int kPlayingInterval = 16, kIdleInterval = 120; ///< milliseconds between looks at the engine
constexpr int kAuditionLength = 350;  ///< milliseconds
constexpr int kKeyVelocity = 90;

} // namespace

Playback::Playback(AudioEngine& engine, EditorState& state, std::function<Song()> song, QObject* parent)
    : QObject(parent), engine_(engine), state_(state), song_(std::move(song))
{
    compileSoon_.setSingleShot(true);
    auditionEnd_.setSingleShot(true);
    auditionEnd_.setInterval(kAuditionLength);
    connect(&compileSoon_, &QTimer::timeout, this, &Playback::compile);
    connect(&auditionEnd_, &QTimer::timeout, this, &Playback::stopSounding);
    connect(&lookOften_, &QTimer::timeout, this, &Playback::look);
    connect(&state_, &EditorState::loopChanged, this, [this] {
        engine_.setLoop(state_.isLooping() ? state_.loop() : std::nullopt);
    });
    lookOften_.start(kIdleInterval);
    songChanged();
}

void Playback::play(const PlayOptions& options)
{
    compile();
    engine_.play(options);
    look();
}

void Playback::playOrStop()
{
    if (engine_.isPlaying()) {
        stop();
        return;
    }
    play();
}

void Playback::playFromLoop()
{
    stop();
    seek(state_.loop() ? state_.loop()->begin : Tick(0));
    playOrStop();
}

void Playback::stop()
{
    engine_.stop();
    look();
}

void Playback::seek(Tick at)
{
    engine_.seek(at);
    look();
}

void Playback::setMetronome(bool on)
{
    metronome_ = on;
    engine_.setMetronome(on);
    Q_EMIT settingsChanged();
}

void Playback::setSpeed(double speed)
{
    constexpr double kSlowest = 0.25, kFastest = 2.0;
    speed_ = std::clamp(speed, kSlowest, kFastest);
    engine_.setSpeed(speed_);
    Q_EMIT settingsChanged();
}

void Playback::songChanged()
{
    if (!engine_.isPlaying())
        compileSoon_.start(kIdleCompileDelay);
    else if (!compileSoon_.isActive())
        compileSoon_.start(kCompileDelay);
}

void Playback::compile()
{
    compileSoon_.stop();
    engine_.setSong(song_());
}

void Playback::look()
{
    engine_.collect();
    const bool playing = engine_.isPlaying();
    if (playing != playing_) {
        playing_ = playing;
        lookOften_.setInterval(playing ? kPlayingInterval : kIdleInterval);
        Q_EMIT playingChanged(playing);
    }
    if (const Tick at = engine_.position(); at != shown_) {
        shown_ = at;
        Q_EMIT moved(at);
    }
    Q_EMIT looked();
}

void Playback::audition(Pitch pitch, int velocity)
{
    if (playing_)
        return;
    startNote(pitch, velocity);
    auditionEnd_.start();
}

void Playback::pressKey(Pitch pitch)
{
    auditionEnd_.stop();
    startNote(pitch, kKeyVelocity);
}

void Playback::releaseKey(Pitch pitch)
{
    if (sounding_ == pitch)
        stopSounding();
}

void Playback::startNote(Pitch pitch, int velocity)
{
    stopSounding();
    const Song song = song_();
    const int index = song.trackIndex(state_.activeTrack());
    if (index < 0)
        return;
    soundingOn_ = song.tracks[static_cast<std::size_t>(index)];
    sounding_ = pitch;
    engine_.startNote(*soundingOn_, pitch, velocity);
}

void Playback::strike(Pitch pitch, int velocity)
{
    lift(pitch);
    const Song song = song_();
    const int index = song.trackIndex(state_.activeTrack());
    if (index < 0)
        return;
    const auto& track = song.tracks[static_cast<std::size_t>(index)];
    struck_.emplace(pitch, track);
    engine_.startNote(*track, pitch, velocity, AudioEngine::Played::ByHand);
}

void Playback::lift(Pitch pitch)
{
    const auto found = struck_.find(pitch);
    if (found == struck_.end())
        return;
    engine_.stopNote(*found->second, pitch, AudioEngine::Played::ByHand);
    struck_.erase(found);
}

void Playback::stopSounding()
{
    if (sounding_)
        engine_.stopNote(*soundingOn_, *sounding_);
    sounding_.reset();
    soundingOn_.reset();
}

} // namespace continuo::ui
