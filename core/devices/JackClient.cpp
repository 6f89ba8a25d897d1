// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackClient.h"

#include <jack/jack.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#if defined(__linux__)
#include <unistd.h>
#endif

namespace continuo {

namespace {

/// Whether the library is jackd2's, whose servers listen at a known place; others have other ways.
bool isJackd2()
{
    return std::string_view(jack_get_version_string()).starts_with("1.9.");
}

bool seemsToRun()
{
#if defined(__linux__)
    if (isJackd2() && std::getenv("JACK_PROMISCUOUS_SERVER") == nullptr) {
        const char* const named = std::getenv("JACK_DEFAULT_SERVER");
        const std::string name = named != nullptr ? named : "default";
        std::error_code ignored;
        return std::filesystem::exists("/dev/shm/jack_" + name + "_" + std::to_string(getuid()) + "_0", ignored);
    }
#endif
    return true;
}

} // namespace

Respondent& jackServer()
{
    static Respondent server;
    return server;
}

bool mayAskJack()
{
    return !jackServer().isSilent() && seemsToRun();
}

Error noJackServer()
{
    return {ErrorCode::Unavailable, "No JACK server is running."};
}

Error jackServerHangs()
{
    return {ErrorCode::Unavailable, "The JACK server does not answer."};
}

_jack_client* joinJack(const char* name)
{
    jack_set_error_function([](const char*) {});
    jack_set_info_function([](const char*) {});
    return jack_client_open(name, JackNoStartServer, nullptr);
}

} // namespace continuo
