// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/devices/Respondent.h"

#include <chrono>

struct _jack_client; // the library's

namespace continuo {

/// The JACK server. Part of what speaks to JACK; so is all that follows.
Respondent& jackServer();

/// Whether it makes sense to ask: a server seems to run, and it is not known to hang. The library itself would open its
/// database of port properties first, which every program of this user shares, which a server that starts at that moment
/// makes anew under its feet, and which hangs for good after a program died in it.
bool mayAskJack();

/// Nobody there: ErrorCode::Unavailable.
Error noJackServer();
/// Somebody there who says nothing: ErrorCode::Unavailable.
Error jackServerHangs();

/// What `question`, which returns some Result, finds out; an Error with ErrorCode::Unavailable when no server runs or it
/// does not answer. See Respondent::ask.
template <typename Question>
auto askJack(Question question, std::chrono::milliseconds longest = std::chrono::seconds(10)) -> std::invoke_result_t<Question>
{
    if (!mayAskJack())
        return jackServer().isSilent() ? jackServerHangs() : noJackServer();
    auto answer = jackServer().ask(longest, std::move(question));
    if (!answer)
        return jackServerHangs();
    return *std::move(answer);
}

/// Does what ends business with the server, such as letting go of what owns a client; waits for a moment at most.
template <typename Farewell>
void leaveJack(Farewell farewell)
{
    jackServer().ask(std::chrono::seconds(2), [farewell = std::move(farewell)]() mutable {
        farewell();
        return true;
    });
}

/// Joins the server under that name or one like it; null when none runs. For questions. The library's habit of writing to
/// standard error is switched off: what matters comes back as an Error.
_jack_client* joinJack(const char* name);

} // namespace continuo
