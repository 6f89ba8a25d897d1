// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/AudioEngine.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kRateWithoutOutput = 48000;

} // namespace

AudioEngine::AudioEngine(std::unique_ptr<InstrumentBus> bus) : bus_(std::move(bus)), player_(kRateWithoutOutput, bus_.get()) {}

AudioEngine::~AudioEngine()
{
    if (midiInput_)
        midiInput_->stop();
    if (output_)
        output_->stop();
}

Result<void> AudioEngine::setOutput(std::unique_ptr<AudioOutput> output)
{
    if (output_)
        output_->stop();
    output_ = std::move(output);
    if (!output_)
        return {};
    player_.setOutput(output_->sampleRate(), output_->latencyFrames());
    master_.setSampleRate(output_->sampleRate());
    const Result<void> started = output_->start(master_);
    if (!started)
        output_.reset();
    return started;
}

void AudioEngine::setSynth(std::unique_ptr<Synth> synth)
{
    player_.post(std::move(synth));
}

void AudioEngine::setMidiInput(std::unique_ptr<MidiInput> input)
{
    if (midiInput_)
        midiInput_->stop();
    midiInput_ = std::move(input);
    if (midiInput_)
        midiInput_->start(*this);
}

int AudioEngine::sampleRate() const
{
    return player_.sampleRate();
}

std::string AudioEngine::outputDescription() const
{
    return output_ ? output_->description() : "No sound output";
}

std::uint64_t AudioEngine::dropouts() const
{
    return output_ ? output_->dropouts() : 0;
}

void AudioEngine::setSong(const Song& song, const PlanOptions& options)
{
    PlanOptions routed = options;
    if (bus_ && !routed.instrument)
        routed.instrument = [this](const std::string& name) { return bus_->numberOf(name); };
    player_.post(compilePlan(song, routed));
}

void AudioEngine::play(const PlayOptions& options)
{
    playWanted_ = true;
    positionWanted_ = position();
    send({.kind = TransportCommand::Kind::Play, .countInBars = options.countInBars, .atEnd = options.atEnd});
}

void AudioEngine::stop()
{
    positionWanted_ = position();
    playWanted_ = false;
    send({.kind = TransportCommand::Kind::Stop});
}

void AudioEngine::seek(Tick at)
{
    playWanted_ = isPlaying();
    positionWanted_ = std::max(at, Tick(0));
    send({.kind = TransportCommand::Kind::Seek, .range = {positionWanted_, positionWanted_}});
}

void AudioEngine::setLoop(std::optional<Range<Tick>> range)
{
    playWanted_ = isPlaying();
    positionWanted_ = position();
    send({.kind = TransportCommand::Kind::Loop, .range = range.value_or(Range<Tick>{})});
}

void AudioEngine::setSpeed(double speed)
{
    playWanted_ = isPlaying();
    positionWanted_ = position();
    speed_ = speed;
    send({.kind = TransportCommand::Kind::Speed, .speed = speed});
}

void AudioEngine::setMetronome(bool on)
{
    playWanted_ = isPlaying();
    positionWanted_ = position();
    send({.kind = TransportCommand::Kind::Metronome, .isOn = on});
}

void AudioEngine::startNote(const Track& track, Pitch pitch, int velocity, Played played)
{
    // While playing the song says what the channel sounds like.
    if (!isPlaying() && track.program) {
        sendLive(midiMessage(MidiMessage::Controller, track.channel, controller::kBankMsb, track.bankMsb.value_or(0)));
        sendLive(midiMessage(MidiMessage::Controller, track.channel, controller::kBankLsb, track.bankLsb.value_or(0)));
        sendLive(midiMessage(MidiMessage::Program, track.channel, *track.program));
    }
    sendLive(midiMessage(MidiMessage::NoteOn, track.channel, pitch.number, std::clamp(velocity, 1, 127)), played);
}

void AudioEngine::stopNote(const Track& track, Pitch pitch, Played played)
{
    sendLive(midiMessage(MidiMessage::NoteOff, track.channel, pitch.number), played);
}

bool AudioEngine::isPlaying() const
{
    const TransportState state = player_.state();
    return state.commandsDone < sent_ ? playWanted_ : state.playing;
}

Tick AudioEngine::position() const
{
    const TransportState state = player_.state();
    return state.commandsDone < sent_ ? positionWanted_ : state.position;
}

std::optional<PlayedMessage> AudioEngine::takePlayed()
{
    std::optional<PlayedMessage> played = player_.takePlayed();
    if (played && played->isPlaying)
        played->seconds -= latencyFrames() * speed_ / sampleRate();
    return played;
}

void AudioEngine::collect()
{
    player_.collect();
}

void AudioEngine::send(const TransportCommand& command)
{
    if (player_.send(command))
        ++sent_;
}

void AudioEngine::sendLive(MidiMessage message, Played played)
{
    player_.sendLive(message, Player::Clock::now(), played == Played::ByHand);
}

void AudioEngine::midiArrived(MidiMessage message) noexcept
{
    player_.sendKeyboard(message, Player::Clock::now());
}

} // namespace continuo
