// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackRoundTrip.h"

#include "core/devices/JackClient.h"

#include <jack/jack.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <thread>

namespace continuo {

namespace {

constexpr float kClick = 0.5f;      ///< how loud it is sent; 1 is full scale
constexpr float kHeard = 0.02f;     ///< how loud it has to come back
constexpr int kClickFrames = 16;
constexpr int kClicks = 5;

/// Sends a click every 400 ms and stops at the first that comes back.
struct Clicker {
    jack_client_t* client = nullptr;
    jack_port_t *out = nullptr, *in = nullptr;
    int frames = 0;                   ///< since the click under way began; the audio thread's
    int sent = 0;                     ///< clicks; the audio thread's
    std::atomic<int> found{0};        ///< frames; 0 while none came back
    std::atomic<bool> givesUp{false};
    std::atomic<bool> gone{false};    ///< the server is

    ~Clicker()
    {
        if (client != nullptr)
            jack_client_close(client);
    }

    static int process(jack_nframes_t count, void* self) noexcept
    {
        auto& here = *static_cast<Clicker*>(self);
        const auto* const heard = static_cast<const float*>(jack_port_get_buffer(here.in, count));
        auto* const made = static_cast<float*>(jack_port_get_buffer(here.out, count));
        const int between = static_cast<int>(jack_get_sample_rate(here.client)) * 2 / 5;
        for (jack_nframes_t i = 0; i < count; ++i, ++here.frames) {
            if (here.frames == between) {
                here.frames = 0;
                if (++here.sent == kClicks)
                    here.givesUp = true;
            }
            const bool clicks = here.frames < kClickFrames && here.found == 0 && here.sent < kClicks;
            made[i] = clicks ? (here.frames % 2 == 0 ? kClick : -kClick) : 0.0f;
            if (std::abs(heard[i]) > kHeard && here.found == 0 && here.frames > 0)
                here.found = here.frames;
        }
        return 0;
    }
};

std::string firstOfHardware(jack_client_t* client, JackPortFlags direction)
{
    const std::unique_ptr<const char*, decltype(&jack_free)> ports(
        jack_get_ports(client, nullptr, JACK_DEFAULT_AUDIO_TYPE, static_cast<unsigned long>(JackPortIsPhysical) | static_cast<unsigned long>(direction)),
        &jack_free);
    return ports ? *ports : "";
}

Result<int> measure(const RoundTripPorts& ports)
{
    Clicker clicker;
    clicker.client = joinJack("Continuo measures");
    if (clicker.client == nullptr)
        return noJackServer();
    jack_on_shutdown(clicker.client, [](void* self) { static_cast<Clicker*>(self)->gone = true; }, &clicker);
    const std::string out = !ports.out.empty() ? ports.out : firstOfHardware(clicker.client, JackPortIsInput);
    const std::string in = !ports.in.empty() ? ports.in : firstOfHardware(clicker.client, JackPortIsOutput);
    clicker.out = jack_port_register(clicker.client, "click", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
    clicker.in = jack_port_register(clicker.client, "ear", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
    const Error noPorts{ErrorCode::Unavailable, "The sound device has no output and input to measure between."};
    if (clicker.out == nullptr || clicker.in == nullptr || jack_set_process_callback(clicker.client, &Clicker::process, &clicker) != 0
        || jack_activate(clicker.client) != 0 || jack_connect(clicker.client, jack_port_name(clicker.out), out.c_str()) != 0
        || jack_connect(clicker.client, in.c_str(), jack_port_name(clicker.in)) != 0)
        return noPorts;
    while (clicker.found == 0 && !clicker.givesUp && !clicker.gone)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (clicker.gone)
        return Error{ErrorCode::Unavailable, "The JACK server has ended."};
    if (clicker.found == 0)
        return Error{ErrorCode::Unavailable, "No click came back: put a cable from the output to the input."};
    return clicker.found.load();
}

} // namespace

Result<int> jackRoundTrip(const RoundTripPorts& ports)
{
    return askJack([ports] { return measure(ports); });
}

} // namespace continuo
