// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtAudioOutput.h"

#include "core/devices/Respondent.h"

#include <RtAudio.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <sstream>

namespace continuo {

// RtAudio 5 reports by exception and numbers its devices from 0; RtAudio 6 reports by return code and gives them ids.
// Everything that differs is between here and the next such line.

#if defined(RTAUDIO_VERSION_MAJOR) && RTAUDIO_VERSION_MAJOR >= 6
#define CONTINUO_RTAUDIO_RETURNS_CODES 1
#else
#define CONTINUO_RTAUDIO_RETURNS_CODES 0
#endif

namespace {

#if CONTINUO_RTAUDIO_RETURNS_CODES

std::unique_ptr<RtAudio> makeRtAudio(RtAudio::Api system)
{
    return std::make_unique<RtAudio>(system, [](RtAudioErrorType, const std::string&) {});
}

std::vector<unsigned int> deviceIds(RtAudio& audio)
{
    return audio.getDeviceIds();
}

bool wasProbed(const RtAudio::DeviceInfo&)
{
    return true;
}

/// Does it; the reason when that failed.
template <typename Action>
std::optional<std::string> tryTo(RtAudio& audio, Action action)
{
    const RtAudioErrorType code = action();
    if (code == RTAUDIO_NO_ERROR || code == RTAUDIO_WARNING)
        return std::nullopt;
    return audio.getErrorText();
}

#else

std::unique_ptr<RtAudio> makeRtAudio(RtAudio::Api system)
{
    auto audio = std::make_unique<RtAudio>(system);
    audio->showWarnings(false);
    return audio;
}

std::vector<unsigned int> deviceIds(RtAudio& audio)
{
    std::vector<unsigned int> ids;
    for (unsigned int id = 0; id < audio.getDeviceCount(); ++id)
        ids.push_back(id);
    return ids;
}

bool wasProbed(const RtAudio::DeviceInfo& info)
{
    return info.probed;
}

template <typename Action>
std::optional<std::string> tryTo(RtAudio&, Action action)
{
    try {
        action();
        return std::nullopt;
    } catch (const RtAudioError& error) {
        return error.getMessage();
    }
}

#endif

// The rest is the same for both.

struct Device {
    unsigned int id = 0;
    RtAudio::DeviceInfo info;
};

/// Devices with at least two outputs, the default first.
std::vector<Device> outputs(RtAudio& audio)
{
    std::vector<Device> devices;
    const unsigned int preferred = audio.getDefaultOutputDevice();
    for (const unsigned int id : deviceIds(audio)) {
        RtAudio::DeviceInfo info;
        if (tryTo(audio, [&] {
                info = audio.getDeviceInfo(id);
#if CONTINUO_RTAUDIO_RETURNS_CODES
                return RTAUDIO_NO_ERROR;
#endif
            }))
            continue;
        if (wasProbed(info) && info.outputChannels >= 2)
            devices.push_back({id, std::move(info)});
    }
    std::stable_partition(devices.begin(), devices.end(), [=](const Device& device) { return device.id == preferred; });
    return devices;
}

std::vector<RtAudio::Api> systemsBuiltIn()
{
    std::vector<RtAudio::Api> systems;
    RtAudio::getCompiledApi(systems);
    std::erase(systems, RtAudio::RTAUDIO_DUMMY);
    return systems;
}

/// The systems to look in: that of the name, or every one but JACK for none.
std::vector<RtAudio::Api> systemsFor(const std::string& name)
{
    std::vector<RtAudio::Api> systems = systemsBuiltIn();
    std::erase_if(systems, [&](RtAudio::Api system) {
        const std::string its = RtAudio::getApiDisplayName(system);
        return name.empty() ? its == RtAudioOutput::kJack : its != name;
    });
    return systems;
}

/// Whom to ask about a system's devices.
Respondent& respondent(RtAudio::Api system)
{
    static std::map<RtAudio::Api, Respondent> respondents = [] {
        std::map<RtAudio::Api, Respondent> each;
        for (const RtAudio::Api built : systemsBuiltIn())
            each[built];
        return each;
    }();
    return respondents.at(system);
}

Error hangs(RtAudio::Api system)
{
    return {ErrorCode::Unavailable, "The sound system \"" + RtAudio::getApiDisplayName(system) + "\" does not answer."};
}

/// What `question`, which returns some Result, finds out in that system; ErrorCode::Unavailable when it does not answer.
template <typename Question>
auto askSystem(RtAudio::Api system, Question question) -> std::invoke_result_t<Question>
{
    constexpr std::chrono::seconds kLongest{10};
    if (respondent(system).isSilent())
        return hangs(system);
    auto answer = respondent(system).ask(kLongest, std::move(question));
    return answer ? *std::move(answer) : std::invoke_result_t<Question>(hangs(system));
}

int nearestRate(const RtAudio::DeviceInfo& info, int wished)
{
    const auto& rates = info.sampleRates;
    if (rates.empty() || std::find(rates.begin(), rates.end(), static_cast<unsigned int>(wished)) != rates.end())
        return wished;
    if (info.preferredSampleRate != 0)
        return static_cast<int>(info.preferredSampleRate);
    return static_cast<int>(*std::min_element(rates.begin(), rates.end(), [wished](unsigned int a, unsigned int b) {
        return std::abs(static_cast<int>(a) - wished) < std::abs(static_cast<int>(b) - wished);
    }));
}

std::string kilohertz(int rate)
{
    std::ostringstream text;
    text << rate / 1000.0 << " kHz";
    return text.str();
}

} // namespace

struct RtAudioOutput::Stream {
    std::unique_ptr<RtAudio> audio;
    std::string device;
    int sampleRate = 0;
    unsigned int framesPerBlock = 0;
    AudioSource* source = nullptr;      ///< set while the stream does not run
    std::atomic<std::uint64_t> dropouts{0};
    bool isStarted = false;
    std::atomic<std::chrono::steady_clock::rep> lastAsked{0}; ///< when it last asked for sound, or was started

    void noteAsked() noexcept
    {
        lastAsked.store(std::chrono::steady_clock::now().time_since_epoch().count(), std::memory_order_relaxed);
    }

    /// Audio thread. Left and right come after one another in `output`.
    static int fill(void* output, void*, unsigned int frames, double, RtAudioStreamStatus status, void* self) noexcept
    {
        auto& stream = *static_cast<Stream*>(self);
        if ((status & RTAUDIO_OUTPUT_UNDERFLOW) != 0)
            stream.dropouts.fetch_add(1, std::memory_order_relaxed);
        stream.noteAsked();
        auto* const left = static_cast<float*>(output);
        stream.source->render(left, left + frames, static_cast<int>(frames));
        return 0;
    }

    std::optional<std::string> open(const Device& chosen, const AudioOutputWish& wish)
    {
        device = chosen.info.name;
        sampleRate = nearestRate(chosen.info, wish.sampleRate);
        framesPerBlock = static_cast<unsigned int>(std::max(wish.framesPerBlock, 16));
        RtAudio::StreamParameters parameters;
        parameters.deviceId = chosen.id;
        parameters.nChannels = 2;
        RtAudio::StreamOptions options;
        options.flags = RTAUDIO_NONINTERLEAVED | RTAUDIO_SCHEDULE_REALTIME | RTAUDIO_MINIMIZE_LATENCY;
        options.numberOfBuffers = 2;
        options.priority = 70;
        options.streamName = "Continuo";
        return tryTo(*audio, [&] {
            return audio->openStream(&parameters, nullptr, RTAUDIO_FLOAT32, static_cast<unsigned int>(sampleRate),
                                     &framesPerBlock, &Stream::fill, this, &options);
        });
    }
};

Result<std::unique_ptr<RtAudioOutput::Stream>> RtAudioOutput::openIn(int system, const AudioOutputWish& wish)
{
    const Error noDevice{ErrorCode::Unavailable, wish.device.empty() ? "There is no sound device." : "There is no sound device \"" + wish.device + "\"."};
    auto stream = std::make_unique<Stream>();
    try {
        stream->audio = makeRtAudio(static_cast<RtAudio::Api>(system));
        const std::vector<Device> devices = outputs(*stream->audio);
        const auto chosen = std::find_if(devices.begin(), devices.end(), [&](const Device& device) {
            return wish.device.empty() || device.info.name == wish.device;
        });
        if (chosen == devices.end())
            return noDevice;
        if (const auto reason = stream->open(*chosen, wish))
            return Error{ErrorCode::Unavailable, "The sound device \"" + stream->device + "\" does not open: " + *reason};
        stream->sampleRate = static_cast<int>(stream->audio->getStreamSampleRate());
    } catch (const std::exception& error) {
        return Error{ErrorCode::Unavailable, std::string("Sound is not available: ") + error.what()};
    }
    return stream;
}

Result<std::unique_ptr<RtAudioOutput>> RtAudioOutput::open(const AudioOutputWish& wish)
{
    const std::vector<RtAudio::Api> systems = systemsFor(wish.system);
    if (systems.empty() && !wish.system.empty())
        return Error{ErrorCode::Unavailable, "There is no sound system \"" + wish.system + "\"."};
    Error reason{ErrorCode::Unavailable, "There is no sound device."};
    for (const RtAudio::Api system : systems) {
        auto stream = askSystem(system, [system, wish] { return openIn(system, wish); });
        if (stream)
            return std::unique_ptr<RtAudioOutput>(new RtAudioOutput(*std::move(stream)));
        reason = stream.error();
    }
    return reason;
}

RtAudioOutput::RtAudioOutput(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

RtAudioOutput::~RtAudioOutput()
{
    stop();
    if (stream_->audio->isStreamOpen())
        stream_->audio->closeStream();
}

Result<void> RtAudioOutput::start(AudioSource& source)
{
    stop();
    stream_->source = &source;
    stream_->noteAsked();
    if (const auto reason = tryTo(*stream_->audio, [this] { return stream_->audio->startStream(); }))
        return Error{ErrorCode::Unavailable, "The sound device \"" + stream_->device + "\" does not start: " + *reason};
    stream_->isStarted = true;
    return {};
}

void RtAudioOutput::stop()
{
    stream_->isStarted = false;
    if (stream_->audio->isStreamRunning())
        static_cast<void>(tryTo(*stream_->audio, [this] { return stream_->audio->abortStream(); }));
}

int RtAudioOutput::sampleRate() const
{
    return stream_->sampleRate;
}

int RtAudioOutput::framesPerBlock() const
{
    return static_cast<int>(stream_->framesPerBlock);
}

int RtAudioOutput::latencyFrames() const
{
    // Some systems say none while the stream does not run.
    return std::max(static_cast<int>(stream_->audio->getStreamLatency()), framesPerBlock());
}

std::string RtAudioOutput::description() const
{
    return "Sound: " + stream_->device + ", " + kilohertz(sampleRate()) + ", " + std::to_string(framesPerBlock())
           + " frames";
}

std::uint64_t RtAudioOutput::dropouts() const
{
    return stream_->dropouts.load(std::memory_order_relaxed);
}

bool RtAudioOutput::isGone() const
{
    using Clock = std::chrono::steady_clock;
    constexpr auto kLongSilence = std::chrono::seconds(5); // some systems take two until they first ask
    if (!stream_->isStarted)
        return false;
    const Clock::time_point last{Clock::duration(stream_->lastAsked.load(std::memory_order_relaxed))};
    return !stream_->audio->isStreamRunning() || Clock::now() - last > kLongSilence;
}

std::vector<AudioSystem> listRtAudioSystems()
{
    std::vector<AudioSystem> systems;
    for (const RtAudio::Api api : systemsFor({})) {
        const auto found = askSystem(api, [api]() -> Result<AudioSystem> {
            AudioSystem system{RtAudio::getApiDisplayName(api), {}};
            try {
                const auto audio = makeRtAudio(api);
                for (const Device& device : outputs(*audio)) {
                    std::vector<int> rates(device.info.sampleRates.begin(), device.info.sampleRates.end());
                    std::sort(rates.begin(), rates.end());
                    system.devices.push_back({device.info.name, std::move(rates)});
                }
            } catch (const std::exception& error) {
                return Error{ErrorCode::Unavailable, error.what()}; // one that is not running
            }
            return system;
        });
        if (found && !found->devices.empty())
            systems.push_back(*found);
    }
    return systems;
}

std::vector<std::string> hangingRtAudioSystems()
{
    std::vector<std::string> sentences;
    for (const RtAudio::Api system : systemsBuiltIn())
        if (respondent(system).isSilent())
            sentences.push_back(hangs(system).message);
    return sentences;
}

} // namespace continuo
