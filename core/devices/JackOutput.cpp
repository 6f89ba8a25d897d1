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
    AudioSource* source = nullptr;         ///< set while the client is not active
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
        void* const played = jack_port_get_buffer(here.keys, frames);
        const jack_nframes_t count = jack_midi_get_event_count(played);
        for (jack_nframes_t i = 0; i < count; ++i) {
            jack_midi_event_t event;
            if (jack_midi_event_get(&event, played, i) == 0)
                here.hear(event.buffer, event.size, static_cast<int>(event.time));
        }
        here.source->render(static_cast<float*>(jack_port_get_buffer(here.left, frames)),
                            static_cast<float*>(jack_port_get_buffer(here.right, frames)), static_cast<int>(frames));
        return 0;
    }

    void hear(const jack_midi_data_t* bytes, std::size_t size, int frame) noexcept
    {
        if (size == 0 || bytes[0] < MidiMessage::NoteOff || bytes[0] >= MidiMessage::System)
            return;
        const auto data = [&](std::size_t at) { return static_cast<std::uint8_t>(size > at ? bytes[at] & 0x7F : 0); };
        source->hear({bytes[0], data(1), data(2)}, frame);
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
    auto made = std::make_unique<Client>();
    made->client = joinJack("Continuo");
    if (made->client == nullptr)
        return Error{ErrorCode::Unavailable, "No JACK server is running."};
    jack_on_shutdown(made->client, &Client::end, made.get());
    const std::vector<std::string> inputs = audioInputs(made->client);
    made->device = !wish.device.empty() ? wish.device : inputs.empty() ? std::string() : deviceOf(inputs.front());
    std::copy_if(inputs.begin(), inputs.end(), std::back_inserter(made->targets),
                 [&](const std::string& port) { return deviceOf(port) == made->device; });
    if (!wish.device.empty() && made->targets.empty())
        return Error{ErrorCode::Unavailable, "There is no sound device \"" + wish.device + "\"."};
    if (!made->makePorts())
        return Error{ErrorCode::Unavailable, "The JACK server lets us have no ports."};
    return std::unique_ptr<JackOutput>(new JackOutput(std::move(made)));
}

JackOutput::JackOutput(std::unique_ptr<Client> client) : client_(std::move(client)) {}

JackOutput::~JackOutput()
{
    stop();
}

std::optional<AudioSystem> JackOutput::look()
{
    const std::unique_ptr<jack_client_t, decltype(&jack_client_close)> client(joinJack("Continuo looks"), &jack_client_close);
    if (!client)
        return std::nullopt;
    AudioSystem system{kSystem, {}};
    for (const std::string& port : audioInputs(client.get()))
        if (system.devices.empty() || system.devices.back().name != deviceOf(port))
            system.devices.push_back({deviceOf(port), {static_cast<int>(jack_get_sample_rate(client.get()))}});
    return system;
}

Result<void> JackOutput::start(AudioSource& source)
{
    stop();
    client_->source = &source;
    if (client_->gone || jack_activate(client_->client) != 0) {
        client_->source = nullptr;
        return Error{ErrorCode::Unavailable, "The JACK server does not let us play."};
    }
    const std::array ports{client_->left, client_->right};
    for (std::size_t side = 0; side < std::min(ports.size(), client_->targets.size()); ++side)
        jack_connect(client_->client, jack_port_name(ports[side]), client_->targets[side].c_str());
    try {
        client_->connector = std::jthread([here = client_.get()](const std::stop_token& stopped) { here->connectKeyboards(stopped); });
    } catch (const std::system_error&) {
        // No more threads: keyboards can be connected by hand.
    }
    return {};
}

void JackOutput::stop()
{
    client_->connector = {};
    if (client_->source != nullptr)
        jack_deactivate(client_->client);
    client_->source = nullptr;
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
