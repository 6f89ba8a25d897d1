// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackOutput.h"

#include "core/devices/JackClient.h"

#include <jack/jack.h>
#include <jack/midiport.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <sstream>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace continuo {

namespace {

/// Names of the ports of hardware: audio to which sound goes, or MIDI from which keys come.
std::vector<std::string> hardwarePorts(jack_client_t* client, const char* type, JackPortFlags direction)
{
    const std::unique_ptr<const char*, decltype(&jack_free)> found(
        jack_get_ports(client, nullptr, type, static_cast<unsigned long>(JackPortIsPhysical) | static_cast<unsigned long>(direction)), &jack_free);
    std::vector<std::string> names;
    for (const char** name = found.get(); name != nullptr && *name != nullptr; ++name)
        names.emplace_back(*name);
    return names;
}

/// Devices are the part of a port's name before the colon.
std::string deviceOf(const std::string& port)
{
    return port.substr(0, port.find(':'));
}

std::vector<std::string> audioInputs(jack_client_t* client)
{
    return hardwarePorts(client, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput);
}

} // namespace

struct JackOutput::Client {
    jack_client_t* client = nullptr;
    jack_port_t *left = nullptr, *right = nullptr, *keys = nullptr;
    std::string device;                    ///< empty: none
    std::vector<std::string> targets;      ///< the device's inputs
    std::atomic<AudioSource*> source{nullptr};
    std::atomic<bool> isInProcess{false};  ///< so that a source can be let go of although the server hangs
    std::atomic<std::uint64_t> dropouts{0};
    std::atomic<bool> gone{false};
    std::mutex portsMutex;
    std::condition_variable_any portsChanged;
    bool hasNewPorts = true;
    std::jthread connector;

    ~Client()
    {
        connector = {};
        if (client != nullptr)
            jack_client_close(client);
    }

    // --- audio thread ---
    static int process(jack_nframes_t frames, void* self) noexcept
    {
        auto& here = *static_cast<Client*>(self);
        auto* const left = static_cast<float*>(jack_port_get_buffer(here.left, frames));
        auto* const right = static_cast<float*>(jack_port_get_buffer(here.right, frames));
        here.isInProcess.store(true);
        if (AudioSource* const asked = here.source.load()) {
            hear(*asked, jack_port_get_buffer(here.keys, frames));
            asked->render(left, right, static_cast<int>(frames));
        } else {
            std::fill_n(left, frames, 0.0f);
            std::fill_n(right, frames, 0.0f);
        }
        here.isInProcess.store(false);
        return 0;
    }

    static void hear(AudioSource& asked, void* played) noexcept
    {
        const jack_nframes_t count = jack_midi_get_event_count(played);
        for (jack_nframes_t i = 0; i < count; ++i) {
            jack_midi_event_t event;
            if (jack_midi_event_get(&event, played, i) == 0)
                hear(asked, event.buffer, event.size, static_cast<int>(event.time));
        }
    }

    static void hear(AudioSource& asked, const jack_midi_data_t* bytes, std::size_t size, int frame) noexcept
    {
        if (size == 0 || bytes[0] < MidiMessage::NoteOff || bytes[0] >= MidiMessage::System)
            return;
        const auto data = [&](std::size_t at) { return static_cast<std::uint8_t>(size > at ? bytes[at] & 0x7F : 0); };
        asked.hear({bytes[0], data(1), data(2)}, frame);
    }

    // --- JACK's other threads ---
    static int countDropout(void* self) noexcept
    {
        static_cast<Client*>(self)->dropouts.fetch_add(1, std::memory_order_relaxed);
        return 0;
    }
    static void end(void* self) noexcept { static_cast<Client*>(self)->gone.store(true, std::memory_order_relaxed); }
    static void notePort(jack_port_id_t, int isThere, void* self) noexcept
    {
        if (isThere == 0)
            return;
        auto& here = *static_cast<Client*>(self);
        const std::lock_guard lock(here.portsMutex);
        here.hasNewPorts = true;
        here.portsChanged.notify_one();
    }

    /// Ports may not be connected where they are announced; so it is done here.
    void connectKeyboards(const std::stop_token& stopped)
    {
        while (!stopped.stop_requested()) {
            for (const std::string& keyboard : hardwarePorts(client, JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput))
                if (!gone)
                    jack_connect(client, keyboard.c_str(), jack_port_name(keys));
            std::unique_lock lock(portsMutex);
            portsChanged.wait(lock, stopped, [this] { return hasNewPorts; });
            hasNewPorts = false;
        }
    }

    /// When it returns, the source is no longer asked, whatever the server does.
    void letSourceGo()
    {
        source.store(nullptr);
        while (isInProcess.load())
            std::this_thread::yield(); // less than a block
    }

    // --- questions to the server ---
    Result<void> activate()
    {
        if (gone || jack_activate(client) != 0)
            return Error{ErrorCode::Unavailable, "The JACK server does not let us play."};
        const std::array ports{left, right};
        for (std::size_t side = 0; side < std::min(ports.size(), targets.size()); ++side)
            jack_connect(client, jack_port_name(ports[side]), targets[side].c_str());
        try {
            connector = std::jthread([this](const std::stop_token& stopped) { connectKeyboards(stopped); });
        } catch (const std::system_error&) {
            // No more threads: keyboards can be connected by hand.
        }
        return {};
    }

    void deactivate()
    {
        connector = {};
        jack_deactivate(client);
    }

    bool makePorts()
    {
        left = jack_port_register(client, "left", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
        right = jack_port_register(client, "right", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
        keys = jack_port_register(client, "keys", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput, 0);
        return left != nullptr && right != nullptr && keys != nullptr
               && jack_set_process_callback(client, &Client::process, this) == 0
               && jack_set_xrun_callback(client, &Client::countDropout, this) == 0
               && jack_set_port_registration_callback(client, &Client::notePort, this) == 0;
    }
};

Result<std::unique_ptr<JackOutput>> JackOutput::open(const AudioOutputWish& wish)
{
    auto joined = askJack([wish]() -> Result<std::shared_ptr<Client>> {
        auto made = std::make_shared<Client>();
        made->client = joinJack("Continuo");
        if (made->client == nullptr)
            return noJackServer();
        jack_on_shutdown(made->client, &Client::end, made.get());
        const std::vector<std::string> inputs = audioInputs(made->client);
        made->device = !wish.device.empty() ? wish.device : inputs.empty() ? std::string() : deviceOf(inputs.front());
        std::copy_if(inputs.begin(), inputs.end(), std::back_inserter(made->targets),
                     [&](const std::string& port) { return deviceOf(port) == made->device; });
        if (!wish.device.empty() && made->targets.empty())
            return Error{ErrorCode::Unavailable, "There is no sound device \"" + wish.device + "\"."};
        if (!made->makePorts())
            return Error{ErrorCode::Unavailable, "The JACK server lets us have no ports."};
        return made;
    });
    if (!joined)
        return joined.error();
    return std::unique_ptr<JackOutput>(new JackOutput(*std::move(joined)));
}

JackOutput::JackOutput(std::shared_ptr<Client> client) : client_(std::move(client)) {}

JackOutput::~JackOutput()
{
    client_->letSourceGo();
    leaveJack([client = std::move(client_)]() mutable { client.reset(); });
}

std::optional<AudioSystem> JackOutput::look()
{
    const auto found = askJack([]() -> Result<AudioSystem> {
        const std::unique_ptr<jack_client_t, decltype(&jack_client_close)> client(joinJack("Continuo looks"), &jack_client_close);
        if (!client)
            return noJackServer();
        AudioSystem system{kSystem, {}};
        for (const std::string& port : audioInputs(client.get()))
            if (system.devices.empty() || system.devices.back().name != deviceOf(port))
                system.devices.push_back({deviceOf(port), {static_cast<int>(jack_get_sample_rate(client.get()))}});
        return system;
    });
    return found ? std::optional(*found) : std::nullopt;
}

Result<void> JackOutput::start(AudioSource& source)
{
    stop();
    client_->source.store(&source);
    auto started = askJack([client = client_] { return client->activate(); });
    if (!started)
        client_->letSourceGo();
    isActive_ = started.ok();
    return started;
}

void JackOutput::stop()
{
    client_->letSourceGo();
    if (std::exchange(isActive_, false))
        leaveJack([client = client_] { client->deactivate(); });
}

int JackOutput::sampleRate() const
{
    return static_cast<int>(jack_get_sample_rate(client_->client));
}

int JackOutput::framesPerBlock() const
{
    return static_cast<int>(jack_get_buffer_size(client_->client));
}

int JackOutput::latencyFrames() const
{
    jack_latency_range_t range{};
    jack_port_get_latency_range(client_->left, JackPlaybackLatency, &range);
    return std::max(static_cast<int>(range.max), framesPerBlock());
}

std::string JackOutput::description() const
{
    std::ostringstream text;
    text << "Sound: JACK" << (client_->device.empty() ? "" : ", ") << client_->device << ", " << sampleRate() / 1000.0
         << " kHz, " << framesPerBlock() << " frames";
    return text.str();
}

std::uint64_t JackOutput::dropouts() const
{
    return client_->dropouts.load(std::memory_order_relaxed);
}

bool JackOutput::isGone() const
{
    return client_->gone.load(std::memory_order_relaxed);
}

} // namespace continuo
