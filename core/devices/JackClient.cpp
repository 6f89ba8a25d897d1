// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackClient.h"

#include <jack/jack.h>

namespace continuo {

_jack_client* joinJack(const char* name)
{
    jack_set_error_function([](const char*) {});
    jack_set_info_function([](const char*) {});
    return jack_client_open(name, JackNoStartServer, nullptr);
}

} // namespace continuo
