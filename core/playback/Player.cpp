// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Player.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr double kSlowest = 0.1, kFastest = 4.0;
/// Loops shorter than this are none.
constexpr double kShortestLoop = 0.005;

} // namespace

Player::Player(int sampleRate, InstrumentBus* bus)
    : sampleRate_(std::max(sampleRate, 1)), plan_(&emptyPlan_), synth_(sampleRate_), bus_(bus), metronome_(sampleRate_)
{
}

void Player::collect()
{
    plans_.collect();
    synth_.collect();
}

void Player::setOutput(int sampleRate, int latencyFrames)
{
    latencyFrames_ = latencyFrames;
    const double seconds = positionSeconds();
    sampleRate_ = std::max(sampleRate, 1);
    metronome_ = Metronome(sampleRate_);
    synth_.setSampleRate(sampleRate_);
    anchor_ = seconds;
    frame_ = 0;
    findNextEvent();
}

TransportState Player::state() const noexcept
{
    TransportState state;
    state.commandsDone = commandsDone_.load(std::memory_order_acquire);
    state.playing = playingNow_.load(std::memory_order_relaxed);
    state.countingIn = countingInNow_.load(std::memory_order_relaxed);
    state.position = Tick(tickNow_.load(std::memory_order_relaxed));
    state.seconds = secondsNow_.load(std::memory_order_relaxed);
    return state;
}

void Player::render(float* left, float* right, int frames, Clock::time_point now) noexcept
{
    blockNow_ = now;
    receive();
    std::uint64_t obeyed = 0;
    for (; const auto command = commands_.pop(); ++obeyed)
        obey(*command);

    for (int done = 0; done < frames;)
        done += renderPiece(left + done, right + done, done, frames);
    blockBefore_ = now;
    heardCount_ = heardNext_ = 0;
    publish();
    commandsDone_.fetch_add(obeyed, std::memory_order_release);
}

/// From `done` frames into the block to the next moment at which something happens; returns how many frames that was.
int Player::renderPiece(float* left, float* right, int done, int frames) noexcept
{
    doneInBlock_ = done;
    const bool isMoving = playing_ && countInLeft_ == 0;
    if (isMoving)
        playDue();
    else if (playing_)
        clickCountIn();
    playLive(done, frames, blockBefore_);
    playHeard(done, frames);
    int count = std::min(frames - done, framesToNextLive(done, frames, blockBefore_));
    if (heardNext_ < heardCount_)
        count = std::min(count, heard_[heardNext_].frame - done);
    if (playing_ && countInLeft_ > 0) {
        const std::int64_t toClick = countInFrames_ * countInNext_ / countInBeats_ - (countInFrames_ - countInLeft_);
        count = static_cast<int>(std::min<std::int64_t>({count, countInLeft_, std::max<std::int64_t>(toClick, 1)}));
    } else if (playing_) {
        count = framesToNextEvent(count);
    }
    synth_.render(left, right, count);
    metronome_.addTo(left, right, count);
    if (playing_ && countInLeft_ > 0)
        countInLeft_ -= count;
    else if (playing_)
        frame_ += count;
    return count;
}

// What arrives between blocks.

void Player::receive() noexcept
{
    const float reverb = reverb_.load(std::memory_order_relaxed), chorus = chorus_.load(std::memory_order_relaxed);
    if (synth_.receive()) {
        told_.channels = {}; // the keys ring on in the synth before
        chase();
        reverbTold_ = chorusTold_ = 1;
    }
    if (reverb != reverbTold_ || chorus != chorusTold_)
        synth_.effects(reverbTold_ = reverb, chorusTold_ = chorus);
    if (plans_.receive()) {
        adopt(*plans_.held());
        plans_.giveBack();
    }
}

void Player::adopt(const PlaybackPlan& plan) noexcept
{
    if (!(plan.tempo() == plan_->tempo())) {
        anchor_ = plan.tempo().seconds(plan_->tempo().tick(positionSeconds()));
        frame_ = 0;
    }
    plan_ = &plan;
    takeRoutes(plan.routes());
    findNextEvent();
    SoundingKeys gone = told_.keys;
    const PlaybackState here = plan_->stateAfter(next_);
    for (std::size_t channel = 0; channel < kChannels; ++channel)
        gone[channel] &= ~here.keys[channel];
    release(gone);
    chase();
}

/// What sounds on a channel ends where it began, and whoever plays it now is told everything anew.
void Player::takeRoutes(const ChannelRoutes& routes) noexcept
{
    SoundingKeys gone{};
    for (std::size_t channel = 0; channel < kChannels; ++channel)
        if (routes[channel] != routes_[channel])
            gone[channel] = told_.keys[channel];
    release(gone);
    for (std::size_t channel = 0; channel < kChannels; ++channel)
        if (routes[channel] != routes_[channel])
            told_.channels[channel] = {};
    routes_ = routes;
}

void Player::obey(const TransportCommand& command) noexcept
{
    switch (command.kind) {
    case TransportCommand::Kind::Play:
        if (playing_)
            break;
        if (positionSeconds() >= plan_->endSeconds() && command.atEnd == TransportCommand::AtEnd::Stop)
            moveTo(loop_.isEmpty() ? 0.0 : loopSeconds_.begin);
        playing_ = true;
        round_ = 0;
        atEnd_ = command.atEnd;
        startCountIn(command.countInBars);
        break;
    case TransportCommand::Kind::Stop:
        if (playing_)
            endPlaying();
        break;
    case TransportCommand::Kind::Seek:
        moveTo(plan_->tempo().seconds(std::max(command.range.begin, Tick(0))));
        break;
    case TransportCommand::Kind::Loop:
        loop_ = command.range;
        setLoopFrames();
        break;
    case TransportCommand::Kind::Speed:
        anchor_ = positionSeconds();
        frame_ = 0;
        speed_ = std::clamp(command.speed, kSlowest, kFastest);
        findNextEvent();
        break;
    case TransportCommand::Kind::Metronome: metronomeOn_ = command.isOn; break;
    }
}

void Player::endPlaying() noexcept
{
    playing_ = false;
    countInLeft_ = 0;
    release(told_.keys);
    liftPedals();
}

void Player::publish() noexcept
{
    const double seconds = positionSeconds();
    playingNow_.store(playing_, std::memory_order_relaxed);
    countingInNow_.store(playing_ && countInLeft_ > 0, std::memory_order_relaxed);
    secondsNow_.store(seconds, std::memory_order_relaxed);
    tickNow_.store(plan_->tempo().tick(seconds).value, std::memory_order_relaxed);
}

// Places in the song.

double Player::positionSeconds() const noexcept
{
    return anchor_ + static_cast<double>(frame_) * speed_ / sampleRate_;
}

std::int64_t Player::frameOf(double seconds) const noexcept
{
    return std::llround((seconds - anchor_) * sampleRate_ / speed_);
}

void Player::moveTo(double seconds) noexcept
{
    release(told_.keys);
    liftPedals();
    anchor_ = seconds;
    frame_ = 0;
    findNextEvent();
    chase();
}

/// From the loop's end to its begin, which need not be a frame apart from it: the fraction is kept, so that the loop
/// keeps time however often it goes round.
void Player::goRound() noexcept
{
    release(told_.keys);
    liftPedals();
    anchor_ -= loopSeconds_.end - loopSeconds_.begin;
    next_ = plan_->countBefore(loopSeconds_.begin);
    nextBeat_ = beatFrom(plan_->meters(), loop_.begin);
    nextBeatFrame_ = frameOf(plan_->tempo().seconds(nextBeat_.at));
    ++round_;
    chase();
}

/// The events that fall on frames before this one have been played, the others have not.
void Player::findNextEvent() noexcept
{
    const auto events = plan_->events();
    const auto next = std::partition_point(events.begin(), events.end(), [this](const PlaybackEvent& event) {
        return frameOf(event.seconds) < frame_;
    });
    next_ = static_cast<std::size_t>(next - events.begin());
    findNextBeat();
    setLoopFrames();
}

void Player::setLoopFrames() noexcept
{
    loopSeconds_ = {plan_->tempo().seconds(loop_.begin), plan_->tempo().seconds(loop_.end)};
    loopAhead_ = loopSeconds_.end - loopSeconds_.begin >= kShortestLoop && frame_ < frameOf(loopSeconds_.end);
}

int Player::framesToNextEvent(int limit) const noexcept
{
    std::int64_t next = frame_ + limit;
    const auto events = plan_->events();
    if (next_ < events.size())
        next = std::min(next, frameOf(events[next_].seconds));
    if (loopAhead_)
        next = std::min(next, frameOf(loopSeconds_.end));
    else if (atEnd_ == TransportCommand::AtEnd::Stop)
        next = std::min(next, frameOf(plan_->endSeconds()));
    if (metronomeOn_)
        next = std::min(next, nextBeatFrame_);
    return static_cast<int>(std::max<std::int64_t>(next - frame_, 1));
}

/// Whether it is the end of a note whose begin was not played, or which was released already.
bool Player::endsNothing(MidiMessage message) const noexcept
{
    return message.kind() == MidiMessage::NoteOff
           && !told_.keys[static_cast<std::size_t>(message.channel())][message.data1];
}

/// Plays what falls on this frame; goes back at the end of the loop, and stops at the end of the song.
void Player::playDue() noexcept
{
    if (loopAhead_ && frame_ >= frameOf(loopSeconds_.end))
        goRound();
    const auto events = plan_->events();
    for (; next_ < events.size() && frameOf(events[next_].seconds) <= frame_; ++next_)
        play(events[next_]);
    click();
    if (!loopAhead_ && atEnd_ == TransportCommand::AtEnd::Stop && frame_ >= frameOf(plan_->endSeconds()))
        endPlaying();
}

void Player::play(const PlaybackEvent& event) noexcept
{
    if (event.message.kind() != MidiMessage::System) {
        if (!endsNothing(event.message))
            say(event.message);
        return;
    }
    const std::span<const char> bytes = plan_->system(event.systemNumber());
    if (resetsSynth({bytes.data(), bytes.size()}))
        told_ = {};
    synth_.systemExclusive(bytes);
}

// The metronome.

void Player::findNextBeat() noexcept
{
    const TempoMap& tempo = plan_->tempo();
    nextBeat_ = beatFrom(plan_->meters(), tempo.tick(positionSeconds()));
    nextBeatFrame_ = frameOf(tempo.seconds(nextBeat_.at));
}

/// Clicks the beat that falls on this frame; those before it went by while the metronome was off.
void Player::click() noexcept
{
    while (nextBeatFrame_ <= frame_) {
        if (metronomeOn_ && nextBeatFrame_ == frame_)
            metronome_.strike(nextBeat_.isFirst);
        nextBeat_ = beatFrom(plan_->meters(), nextBeat_.at + Tick(1));
        nextBeatFrame_ = frameOf(plan_->tempo().seconds(nextBeat_.at));
    }
}

void Player::startCountIn(int bars) noexcept
{
    const TempoMap& tempo = plan_->tempo();
    const Tick at = tempo.tick(positionSeconds());
    const Meter meter = plan_->meters().meterAt(at);
    countInBar_ = meter.numerator;
    countInBeats_ = std::max(bars, 0) * meter.numerator;
    countInNext_ = 0;
    const double beatSeconds = 60 / tempo.bpmAt(at) * static_cast<double>(meter.beatLength().value) / kTicksPerQuarter.value;
    countInFrames_ = countInLeft_ = std::llround(countInBeats_ * beatSeconds * sampleRate_ / speed_);
}

void Player::clickCountIn() noexcept
{
    const std::int64_t done = countInFrames_ - countInLeft_;
    for (; countInNext_ < countInBeats_ && countInFrames_ * countInNext_ / countInBeats_ <= done; ++countInNext_)
        metronome_.strike(countInNext_ % countInBar_ == 0);
}

// Live notes.

int Player::liveOffset(const LiveMessage& live, int frames, Clock::time_point previous) const noexcept
{
    const double late = std::chrono::duration<double>(live.arrived - previous).count() * sampleRate_;
    return static_cast<int>(std::clamp(late, 0.0, static_cast<double>(frames - 1)));
}

int Player::framesToNextLive(int offset, int frames, Clock::time_point previous) const noexcept
{
    int next = frames;
    for (const LiveQueue* queue : {&fromUi_, &fromKeyboard_})
        if (const auto live = queue->peek())
            next = std::min(next, liveOffset(*live, frames, previous));
    return std::max(next - offset, 1);
}

void Player::playLive(int offset, int frames, Clock::time_point previous) noexcept
{
    for (LiveQueue* queue : {&fromUi_, &fromKeyboard_}) {
        for (auto live = queue->peek(); live && liveOffset(*live, frames, previous) <= offset; live = queue->peek()) {
            queue->pop();
            if (live->isRemembered)
                remember(*live, frames);
            sayLive(live->message);
        }
    }
}

void Player::sayLive(MidiMessage message) noexcept
{
    const SoundingKeys songs = told_.keys;
    say(message);
    told_.keys = songs;
}

void Player::hear(MidiMessage message, int frame) noexcept
{
    if (heardCount_ < heard_.size())
        heard_[heardCount_++] = {message, std::max(frame, 0)};
}

void Player::playHeard(int offset, int frames) noexcept
{
    for (; heardNext_ < heardCount_; ++heardNext_) {
        HeardMessage& heard = heard_[heardNext_];
        heard.frame = std::min(heard.frame, frames - 1);
        if (heard.frame > offset)
            return;
        const std::chrono::duration<double> ago(static_cast<double>(frames - heard.frame) / sampleRate_);
        remember({heard.message, blockNow_ - std::chrono::duration_cast<Clock::duration>(ago)}, frames);
        sayLive(heard.message);
    }
}

/// A message is sounded a block after it arrived: what was playing then lies a block behind the frame it sounds on.
void Player::remember(const LiveMessage& live, int frames) noexcept
{
    const double behind = (static_cast<double>(frames) + static_cast<double>(countInLeft_)) / sampleRate_ * speed_;
    played_.push({live.message, live.arrived, playing_ ? positionSeconds() - behind : positionSeconds(), round_, playing_});
}

// What the synth is told.

void Player::say(MidiMessage message) noexcept
{
    told_.apply(message);
    const std::int8_t route = routes_[static_cast<std::size_t>(message.channel())];
    if (route == kSynth || bus_ == nullptr) {
        synth_.tell(message);
        return;
    }
    const std::chrono::duration<double> ahead(static_cast<double>(doneInBlock_ + latencyFrames_) / sampleRate_);
    bus_->send(route, message, blockNow_ + std::chrono::duration_cast<Clock::duration>(ahead));
}

/// Sets programs and controllers to what the song has made them by the next event.
void Player::chase() noexcept
{
    const PlaybackState here = plan_->stateAfter(next_);
    for (std::size_t channel = 0; channel < kChannels; ++channel)
        if (told_.channels[channel] != here.channels[channel])
            chase(static_cast<int>(channel), here.channels[channel]);
}

void Player::chase(int channel, const ChannelState& wanted) noexcept
{
    const ChannelState before = told_.channels[static_cast<std::size_t>(channel)];
    const auto value = [](const ChannelState& state, int number) {
        const int set = state.controllers[static_cast<std::size_t>(number)];
        return set == ChannelState::kUnset ? ChannelState::defaultValue(number) : set;
    };
    const auto controllerIs = [&](int number) {
        say(midiMessage(MidiMessage::Controller, channel, number, value(wanted, number)));
    };
    const auto differs = [&](int number) { return value(before, number) != value(wanted, number); };

    // A bank counts from the next program on.
    if (differs(controller::kBankMsb) || differs(controller::kBankLsb) || before.program != wanted.program) {
        controllerIs(controller::kBankMsb);
        controllerIs(controller::kBankLsb);
        say(midiMessage(MidiMessage::Program, channel, std::max<int>(wanted.program, 0)));
    }
    for (int number = 0; number < 128; ++number)
        if (ChannelState::isStored(number) && number != controller::kBankMsb && number != controller::kBankLsb
            && differs(number))
            controllerIs(number);
    if (before.bend != wanted.bend)
        say(midiMessage(MidiMessage::PitchBend, channel, wanted.bend & 0x7F, wanted.bend >> 7));
    if (before.pressure != wanted.pressure)
        say(midiMessage(MidiMessage::ChannelPressure, channel, wanted.pressure));
    chaseParameters(channel, wanted);
    told_.channels[static_cast<std::size_t>(channel)] = wanted;
}

void Player::chaseParameters(int channel, const ChannelState& wanted) noexcept
{
    const auto controllerIs = [&](int number, int value) {
        say(midiMessage(MidiMessage::Controller, channel, number, value));
    };
    const ChannelState& told = told_.channels[static_cast<std::size_t>(channel)];
    const auto orDefault = [](ChannelState::Parameter parameter, std::size_t number) {
        const ChannelState::Parameter initial = ChannelState::defaultParameter(number);
        return ChannelState::Parameter{parameter.msb < 0 ? initial.msb : parameter.msb,
                                       parameter.lsb < 0 ? initial.lsb : parameter.lsb};
    };
    for (std::size_t number = 0; number < ChannelState::kParameters; ++number) {
        const ChannelState::Parameter value = orDefault(wanted.parameters[number], number);
        if (orDefault(told.parameters[number], number) == value)
            continue;
        controllerIs(controller::kRpnMsb, 0);
        controllerIs(controller::kRpnLsb, static_cast<int>(number));
        controllerIs(controller::kDataMsb, value.msb);
        controllerIs(controller::kDataLsb, value.lsb);
    }
    if (told.rpnMsb != wanted.rpnMsb || told.rpnLsb != wanted.rpnLsb) {
        controllerIs(controller::kRpnMsb, wanted.rpnMsb);
        controllerIs(controller::kRpnLsb, wanted.rpnLsb);
    }
}

void Player::release(const SoundingKeys& keys) noexcept
{
    const SoundingKeys held = keys;
    for (std::size_t channel = 0; channel < kChannels; ++channel) {
        if (held[channel].none())
            continue;
        for (std::size_t key = 0; key < held[channel].size(); ++key)
            if (held[channel][key])
                say(midiMessage(MidiMessage::NoteOff, static_cast<int>(channel), static_cast<int>(key)));
    }
}

void Player::liftPedals() noexcept
{
    for (std::size_t channel = 0; channel < kChannels; ++channel)
        for (const int pedal : {controller::kSustain, controller::kSostenuto})
            if (told_.channels[channel].controllers[static_cast<std::size_t>(pedal)] > 0)
                say(midiMessage(MidiMessage::Controller, static_cast<int>(channel), pedal, 0));
}

} // namespace continuo
