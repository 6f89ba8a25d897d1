// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/Respondent.h"

#include <csignal>

namespace continuo {

void Respondent::outliveBrokenPipes()
{
#if defined(SIGPIPE)
    sigset_t brokenPipe;
    sigemptyset(&brokenPipe);
    sigaddset(&brokenPipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &brokenPipe, nullptr);
#endif
}

} // namespace continuo
