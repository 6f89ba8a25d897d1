// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackArrivals.h"

#include "core/devices/JackClient.h"

#include <jack/jack.h>

#include <atomic>
#include <mutex>
#include <utility>

namespace continuo {

struct JackArrivals::Client {
    jack_client_t* client = nullptr;
    std::atomic<bool> gone{false};
    std::mutex mutex;
    std::set<std::string> arrived;

    ~Client()
    {
        if (client != nullptr)
            jack_client_close(client);
    }

    static Result<std::shared_ptr<Client>> join()
    {
        auto made = std::make_shared<Client>();
        made->client = joinJack("Continuo watches");
        if (made->client == nullptr)
            return noJackServer();
        jack_on_shutdown(made->client, [](void* self) { static_cast<Client*>(self)->gone = true; }, made.get());
        if (jack_set_port_registration_callback(made->client, &Client::note, made.get()) != 0 || jack_activate(made->client) != 0)
            return noJackServer();
        return made;
    }

    /// JACK's thread.
    static void note(jack_port_id_t port, int isThere, void* self) noexcept
    {
        auto& here = *static_cast<Client*>(self);
        jack_port_t* const found = isThere != 0 ? jack_port_by_id(here.client, port) : nullptr;
        if (found == nullptr)
            return;
        const std::lock_guard lock(here.mutex);
        here.arrived.insert(jack_port_name(found));
    }
};

JackArrivals::JackArrivals() = default;

JackArrivals::~JackArrivals()
{
    leave();
}

void JackArrivals::leave()
{
    if (client_)
        leaveJack([client = std::exchange(client_, nullptr)]() mutable { client.reset(); });
}

std::set<std::string> JackArrivals::take()
{
    if (client_ && client_->gone)
        leave();
    if (!client_) {
        auto joined = askJack(&Client::join);
        if (!joined)
            return {};
        client_ = *std::move(joined);
    }
    const std::lock_guard lock(client_->mutex);
    return std::exchange(client_->arrived, {});
}

} // namespace continuo
